package io.spendhub.vouchers.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What a scanner read. */
record ExtractRequest(@NotNull @Size(min = 1, max = 2_000) String text) {}
