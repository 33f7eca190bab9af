package io.spendhub.shared;

import java.util.Optional;

/**
 * Who was paid, as the card network names it.
 *
 * @param mcc merchant category code (ISO 18245), four digits
 * @param country ISO 3166-1 alpha-2
 * @param id the acquirer's id of the merchant
 */
public record Merchant(
    String name, Optional<String> mcc, Optional<String> country, Optional<String> id) {}
