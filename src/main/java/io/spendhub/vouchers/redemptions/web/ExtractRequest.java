package io.spendhub.vouchers.redemptions.web;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.spendhub.platform.http.json.StrippedText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What a scanner read. */
record ExtractRequest(
    @JsonDeserialize(using = StrippedText.class) @NotNull @Size(max = 2_000) String text) {}
