package io.spendhub.platform.events;

import java.util.UUID;

/**
 * Something that happened, stored in the transaction that made it happen.
 *
 * @param type such as {@code card.frozen}
 * @param subject the id of what it happened to
 * @param requestId the request that caused it
 * @param data what a reader needs to act on it; becomes JSON
 */
public record Event(String type, UUID subject, String requestId, Object data) {}
