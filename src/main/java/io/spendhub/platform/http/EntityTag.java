package io.spendhub.platform.http;

import io.spendhub.shared.Refusal;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
   * Lets a change go on if it was made to this version, or to any ({@code *}).
   *
   * @param ifMatch the header's value, null if it was not sent
   * @throws Refusal 428 {@code version_required} without the header, 412 {@code version_stale} if
   *     it names other versions only, 400 if it is malformed
   */
  public void requireMatch(@Nullable String ifMatch) {
    if (ifMatch == null) {
      throw Refusal.of(
          Refusal.Kind.VERSION_REQUIRED, "version_required", "If-Match must name the version.");
    }
    String given = ifMatch.strip();
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
