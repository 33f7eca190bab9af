package io.spendhub.authorizations.web;

import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.shared.Countries;
import io.spendhub.shared.Merchant;
import io.spendhub.shared.Refusal;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A merchant; the country as alpha-2 or alpha-3. */
record MerchantRequest(
    @NotNull @PlainText(max = 200) String name,
    @Pattern(regexp = "[0-9]{4}", message = "must be four digits") @Nullable String mcc,
    @Nullable String country,
    @PlainText(max = 100) @Nullable String id) {

  Merchant merchant() {
    return new Merchant(
        name,
        Optional.ofNullable(mcc),
        Optional.ofNullable(country).map(MerchantRequest::alpha2),
        Optional.ofNullable(id));
  }

  private static String alpha2(String country) {
    return Countries.alpha2(country)
        .orElseThrow(
            () ->
                Refusal.invalidField(
                    "/merchant/country", "unknown_country", "Not an ISO 3166-1 country code."));
  }
}
