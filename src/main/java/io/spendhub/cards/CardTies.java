package io.spendhub.cards;

import java.util.UUID;

/**
 * What a card is tied to for good.
 *
 * @param walletId the wallet that it draws on
 * @param holderId the user who holds it
 * @param limitOwnerId whose limits bind it: the first card of its line of replacements
 */
public record CardTies(UUID walletId, UUID holderId, UUID limitOwnerId) {}
