package io.spendhub.shared;

import java.util.Optional;

/**
 * Who was paid, as the card network names it.
 *
 * @param mcc merchant category code (ISO 18245), four digits
 * @param country as the network told it, which may be no country that there is
 * @param id the acquirer's id of the merchant
 */
public record Merchant(
    String name, Optional<String> mcc, Optional<String> country, Optional<String> id) {

  /** The country as ISO 3166-1 alpha-2; what is not understood is as if it had not been told. */
  public Optional<String> understoodCountry() {
    return country.flatMap(Countries::understood);
  }
}
