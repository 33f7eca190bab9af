package io.spendhub.vouchers.campaigns.web;

import io.spendhub.platform.http.json.Patch;
import io.spendhub.platform.http.validation.Amount;
import io.spendhub.platform.http.validation.Metadata;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.vouchers.campaigns.CampaignId;
import io.spendhub.vouchers.campaigns.CampaignTerms;
import io.spendhub.vouchers.campaigns.ChangeCampaign;
import io.spendhub.vouchers.campaigns.Rule;
import io.spendhub.vouchers.campaigns.Stacking;
import io.spendhub.vouchers.campaigns.web.TermsRequests.CodeRequest;
import io.spendhub.vouchers.campaigns.web.TermsRequests.DiscountRequest;
import io.spendhub.vouchers.campaigns.web.TermsRequests.LimitsRequest;
import io.spendhub.vouchers.campaigns.web.TermsRequests.ScheduleRequest;
import io.spendhub.vouchers.campaigns.web.TermsRequests.StackingRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A part that is given replaces the one before; null takes it back to what it is if never said. */
record ChangeCampaignRequest(
    @Schema(implementation = String.class) Patch<@NotNull @PlainText(max = 200) String> name,
    @Schema(implementation = DiscountRequest.class) Patch<@NotNull @Valid DiscountRequest> discount,
    @Schema(implementation = Long.class) Patch<@NotNull @Amount Long> amount,
    @Schema(implementation = CodeRequest.class) Patch<@Valid CodeRequest> code,
    @Schema(implementation = ScheduleRequest.class) Patch<@Valid ScheduleRequest> schedule,
    @Schema(implementation = LimitsRequest.class) Patch<@Valid LimitsRequest> limits,
    @Schema(implementation = Rule.class) Patch<Rule> rules,
    @Schema(implementation = StackingRequest.class) Patch<@Valid StackingRequest> stacking,
    @Schema(implementation = Map.class) Patch<@Metadata Map<String, String>> metadata) {

  ChangeCampaign command(
      CampaignId id, Optional<String> ifMatch, String organizationTimezone, String requestId) {
    return new ChangeCampaign(
        id,
        ifMatch,
        name.over(Optional.empty()),
        terms -> over(terms, organizationTimezone),
        metadata.isPresent() ? Optional.of(metadata.over(Map.of())) : Optional.empty(),
        requestId);
  }

  private CampaignTerms over(CampaignTerms terms, String organizationTimezone) {
    return new CampaignTerms(
        discount.isPresent()
            ? discount.over(Optional.empty()).map(DiscountRequest::discount)
            : terms.discount(),
        amount.isPresent()
            ? amount.over(Optional.empty()).map(OptionalLong::of).orElse(OptionalLong.empty())
            : terms.amount(),
        code.isPresent() ? TermsRequests.code(code.over(Optional.empty())) : terms.code(),
        schedule.isPresent()
            ? TermsRequests.schedule(schedule.over(Optional.empty()), organizationTimezone)
            : terms.schedule(),
        limits.isPresent() ? TermsRequests.limits(limits.over(Optional.empty())) : terms.limits(),
        rules.over(terms.rules()),
        stacking.isPresent()
            ? stacking.over(Optional.empty()).map(StackingRequest::stacking).orElse(Stacking.ALONE)
            : terms.stacking());
  }
}
