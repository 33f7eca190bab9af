package io.spendhub.vouchers.campaigns;

import io.spendhub.vouchers.codes.CodeFormat;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a campaign promises and asks for.
 *
 * @param discount of a DISCOUNT campaign
 * @param amount what each voucher carries, minor units, at least 1; of the other types
 */
public record CampaignTerms(
    Optional<Discount> discount,
    OptionalLong amount,
    CodeFormat code,
    Schedule schedule,
    CampaignLimits limits,
    Optional<Rule> rules,
    Stacking stacking) {}
