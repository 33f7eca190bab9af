package io.spendhub.webhooks;

import java.time.Instant;
import java.util.UUID;

/**
 * A stretch of the feed that a webhook is told once more.
 *
 * @param after the cursor before its first event
 * @param until the cursor behind its last
 */
public record ReplayView(UUID id, String after, String until, Instant createdAt) {}
