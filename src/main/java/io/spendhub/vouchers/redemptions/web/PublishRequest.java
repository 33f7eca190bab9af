package io.spendhub.vouchers.redemptions.web;

import io.spendhub.platform.http.validation.PlainText;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

record PublishRequest(
    @NotNull UUID campaignId,
    @NotNull @PlainText String holder,
    @NotNull @PlainText String sourceId) {}
