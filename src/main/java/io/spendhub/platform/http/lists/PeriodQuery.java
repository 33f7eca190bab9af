package io.spendhub.platform.http.lists;

import io.spendhub.platform.http.json.Timestamps;
import io.spendhub.shared.Refusal;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The query parameters of lists over time: {@code from}, included, and {@code to}, excluded. */
public final class PeriodQuery {
  @QueryParam("from")
  @Nullable String from;

  @QueryParam("to")
  @Nullable String to;

  public Optional<Instant> from() {
    return Optional.ofNullable(from).map(text -> instant("from", text));
  }

  public Optional<Instant> to() {
    return Optional.ofNullable(to).map(text -> instant("to", text));
  }

  /**
   * The instant that a parameter names.
   *
   * @throws Refusal 400 if it is no RFC 3339 timestamp
   */
  public static Instant instant(String parameter, String text) {
    return Timestamps.parse(text)
        .orElseThrow(
            () ->
                Refusal.invalidField(
                    parameter, "wrong_format", parameter + " must be an RFC 3339 timestamp."));
  }
}
