package io.spendhub.vouchers.codes.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

record GenerationRequest(@NotNull @Min(1) @Max(10_000_000) Long count) {}
