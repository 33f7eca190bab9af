package io.spendhub.authorizations.web;

import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.shared.Countries;
import io.spendhub.shared.Merchant;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A merchant as a network tells of it; the country is any text. */
record MerchantRequest(
    @NotNull @PlainText(max = 200) String name,
    @Pattern(regexp = "[0-9]{4}", message = "must be four digits") @Nullable String mcc,
    @PlainText(max = 100, mayBeBlank = true) @Nullable String country,
    @PlainText(max = 100) @Nullable String id) {

  Merchant merchant() {
    return new Merchant(
        name,
        Optional.ofNullable(mcc),
        Optional.ofNullable(country).filter(told -> !told.isBlank()).map(MerchantRequest::kept),
        Optional.ofNullable(id));
  }

  /** Codes that were always kept as alpha-2 still are; all else is kept as it was told. */
  private static String kept(String country) {
    return Countries.alpha2(country).orElse(country);
  }
}
