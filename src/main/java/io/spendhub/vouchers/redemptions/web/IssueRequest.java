package io.spendhub.vouchers.redemptions.web;

import io.spendhub.platform.http.validation.Amount;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.campaigns.web.TermsRequests;
import io.spendhub.vouchers.codes.Codes;
import io.spendhub.vouchers.redemptions.command.VoucherService.NewVoucher;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record IssueRequest(
    @NotNull UUID campaignId,
    @Size(max = 64) @Nullable String code,
    @PlainText @Nullable String holder,
    @Amount @Nullable Long amount,
    @Nullable Instant expiresAt) {

  NewVoucher voucher() {
    if (code != null && !Codes.mayBeMade(code)) {
      throw Refusal.invalidField(
          "/code",
          "wrong_format",
          "A code has 3 to 64 letters, digits, spaces, -, _ and dots, and is no UUID.");
    }
    return new NewVoucher(
        campaignId,
        Optional.ofNullable(code),
        Optional.ofNullable(holder),
        TermsRequests.number(amount),
        Optional.ofNullable(expiresAt));
  }
}
