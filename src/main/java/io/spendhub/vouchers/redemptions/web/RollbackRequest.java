package io.spendhub.vouchers.redemptions.web;

import io.spendhub.platform.http.validation.Amount;
import org.jspecify.annotations.Nullable;

/** All that is left unless an amount is given. */
record RollbackRequest(@Amount @Nullable Long amount) {}
