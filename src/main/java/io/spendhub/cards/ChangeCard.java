package io.spendhub.cards;

import io.spendhub.limits.LimitSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes what is present of a card, if it still has the version that the caller saw.
 *
 * @param ifMatch the entity tags that the caller sent
 * @param memo what the memo becomes if it changes; nothing clears it
 */
public record ChangeCard(
    CardId id,
    Optional<String> ifMatch,
    boolean changesMemo,
    Optional<String> memo,
    Optional<List<LimitSpec>> limits,
    Optional<CardControls> controls,
    Optional<Map<String, String>> metadata,
    String requestId) {}
