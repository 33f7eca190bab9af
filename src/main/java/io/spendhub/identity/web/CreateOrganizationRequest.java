package io.spendhub.identity.web;

import io.spendhub.identity.CreateOrganization;
import io.spendhub.platform.http.validation.CurrencyCode;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.platform.time.TimeZoneName;
import jakarta.validation.constraints.NotNull;

record CreateOrganizationRequest(
    @NotNull @PlainText(max = 200) String name,
    @NotNull @TimeZoneName String timezone,
    @NotNull @CurrencyCode String defaultCurrency) {
  CreateOrganization command() {
    return new CreateOrganization(name, timezone, defaultCurrency);
  }
}
