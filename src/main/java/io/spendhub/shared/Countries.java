package io.spendhub.shared;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Countries by their codes in ISO 3166-1. */
public final class Countries {
  private static final Map<String, String> ALPHA_2 = alpha2ByCode();

  private Countries() {}

  /**
   * The alpha-2 code of an upper-case alpha-2 or alpha-3 code; empty if there is no such country.
   */
  public static Optional<String> alpha2(String code) {
    return Optional.ofNullable(ALPHA_2.get(code));
  }

  private static Map<String, String> alpha2ByCode() {
    Map<String, String> byCode = new HashMap<>();
    for (String alpha2 : Locale.getISOCountries()) {
      byCode.put(alpha2, alpha2);
      byCode.put(Locale.of("", alpha2).getISO3Country(), alpha2);
    }
    return Map.copyOf(byCode);
  }
}
