package io.spendhub.authorizations.web;

import io.spendhub.authorizations.AuthorizationCommand.Note;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What any request of card networks may tell beside its amount. */
final class Notes {
  private Notes() {}

  static Note of(
      @Nullable OriginalRequest original,
      @Nullable String networkReference,
      @Nullable Instant occurredAt,
      @Nullable Map<String, String> metadata) {
    return new Note(
        Optional.ofNullable(original).map(OriginalRequest::original),
        Optional.ofNullable(networkReference),
        Optional.ofNullable(occurredAt),
        Optional.ofNullable(metadata).orElse(Map.of()));
  }
}
