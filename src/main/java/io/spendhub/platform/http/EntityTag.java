package io.spendhub.platform.http;

import io.spendhub.shared.ExpectedVersion;
import io.spendhub.shared.Refusal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The strong entity tag (RFC 9110) of one version of a resource: sent as {@code ETag}, asked back
 * as {@code If-Match} by whoever changes it.
 *
 * @param version counts the changes to what PATCH can change, and to nothing else
 */
public record EntityTag(long version) {
  // One tag and what ends it. Tags are taken one by one, because a pattern of the whole list would
  // recurse once for each.
  private static final Pattern NEXT =
      Pattern.compile("\\G[ \\t]*((?:W/)?\"[\\x21\\x23-\\x7E\\x80-\\xFF]*+\")[ \\t]*(,|$)");

  /** The header's value, quotes included. */
  public String value() {
    return "\"" + version + "\"";
  }

  /**
   * What a change asks of the version that its resource has: that it is named, or any is ({@code
   * *}).
   *
   * @param ifMatch the header's value
   */
  public static ExpectedVersion expectedBy(Optional<String> ifMatch) {
    return version -> new EntityTag(version).requireMatch(ifMatch);
  }

  private void requireMatch(Optional<String> ifMatch) {
    if (ifMatch.isEmpty()) {
      throw Refusal.of(
          Refusal.Kind.VERSION_REQUIRED, "version_required", "If-Match must name the version.");
    }
    String given = ifMatch.get().strip();
    if (given.equals("*")) {
      return;
    }
    // A weak tag (W/"3") never equals a strong one, and If-Match asks for strong ones.
    if (!tags(given).contains(value())) {
      throw Refusal.of(
          Refusal.Kind.STALE, "version_stale", "The resource was changed since that version.");
    }
  }

  private static Set<String> tags(String list) {
    Set<String> tags = new HashSet<>();
    Matcher next = NEXT.matcher(list);
    while (next.find()) {
      tags.add(next.group(1));
      if (next.group(2).isEmpty()) {
        return tags;
      }
    }
    throw Refusal.invalidField("If-Match", "wrong_format", "If-Match holds no entity tags.");
  }
}
