package io.spendhub.authorizations;

/**
 * The amount at the merchant, where the purchase was in another currency.
 *
 * @param amount minor units of that currency
 * @param currency ISO 4217
 */
public record Original(long amount, String currency) {}
