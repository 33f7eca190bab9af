package io.spendhub.webhooks;

import io.spendhub.shared.ExpectedVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is done to webhooks. */
public sealed interface WebhookCommand {

  /** Makes one that hears of what happens from now on. */
  record CreateWebhook(
      UUID organizationId, String url, List<String> events, Optional<String> description)
      implements WebhookCommand {}

  /**
   * Changes what is present.
   *
   * @param changesDescription whether {@code description} is what it shall be from now on
   */
  record ChangeWebhook(
      WebhookId id,
      ExpectedVersion expected,
      Optional<String> url,
      Optional<List<String>> events,
      boolean changesDescription,
      Optional<String> description)
      implements WebhookCommand {}

  /**
   * Gives it another secret.
   *
   * @param oldExpiresIn for how long the one before is signed with, too; may be zero
   */
  record RotateSecret(WebhookId id, Duration oldExpiresIn) implements WebhookCommand {}

  /**
   * Tells it once more of a stretch of the feed.
   *
   * @param after the cursor before the first event
   * @param until the cursor behind the last; the end of the feed unless given
   */
  record Replay(WebhookId id, String after, Optional<String> until) implements WebhookCommand {}
}
