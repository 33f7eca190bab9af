package io.spendhub.vouchers.campaigns.web;

import io.spendhub.platform.http.validation.Amount;
import io.spendhub.platform.http.validation.CurrencyCode;
import io.spendhub.platform.http.validation.Metadata;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.vouchers.campaigns.CampaignTerms;
import io.spendhub.vouchers.campaigns.CampaignType;
import io.spendhub.vouchers.campaigns.OpenCampaign;
import io.spendhub.vouchers.campaigns.Rule;
import io.spendhub.vouchers.campaigns.Stacking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record CampaignRequest(
    @NotNull @PlainText(max = 200) String name,
    @NotNull CampaignType type,
    @Valid TermsRequests.@Nullable DiscountRequest discount,
    @CurrencyCode @Nullable String currency,
    @Amount @Nullable Long amount,
    @Valid TermsRequests.@Nullable CodeRequest code,
    @Valid TermsRequests.@Nullable ScheduleRequest schedule,
    @Valid TermsRequests.@Nullable LimitsRequest limits,
    @Nullable Rule rules,
    @Valid TermsRequests.@Nullable StackingRequest stacking,
    @Metadata @Nullable Map<String, String> metadata) {

  OpenCampaign command(UUID organizationId, String organizationTimezone, String requestId) {
    CampaignTerms terms =
        new CampaignTerms(
            Optional.ofNullable(discount).map(TermsRequests.DiscountRequest::discount),
            amount == null ? OptionalLong.empty() : OptionalLong.of(amount),
            TermsRequests.code(Optional.ofNullable(code)),
            TermsRequests.schedule(Optional.ofNullable(schedule), organizationTimezone),
            TermsRequests.limits(Optional.ofNullable(limits)),
            Optional.ofNullable(rules),
            Optional.ofNullable(stacking)
                .map(TermsRequests.StackingRequest::stacking)
                .orElse(Stacking.ALONE));
    return new OpenCampaign(
        organizationId,
        name,
        type,
        Optional.ofNullable(currency),
        terms,
        Optional.ofNullable(metadata).orElse(Map.of()),
        requestId);
  }
}
