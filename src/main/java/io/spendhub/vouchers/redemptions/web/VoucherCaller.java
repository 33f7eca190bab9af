package io.spendhub.vouchers.redemptions.web;

import io.spendhub.ledger.MoneyCall;
import io.spendhub.platform.http.calls.CurrentRequest;
import io.spendhub.platform.idempotency.IdempotencyKey;
import io.spendhub.platform.security.CurrentCaller;
import io.spendhub.platform.security.GuessGuard;
import io.spendhub.shared.Ids;
import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.VoucherPlace;
import io.spendhub.vouchers.redemptions.command.VoucherService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Who calls, and the vouchers whose codes they know; what is guessed is counted against them. */
@ApplicationScoped
class VoucherCaller {
  /** The scope of tills, which make no vouchers. */
  static final String REDEEM = "vouchers:redeem";

  private final VoucherService vouchers;
  private final GuessGuard guesses;
  private final CurrentRequest request;
  private final CurrentCaller caller;

  VoucherCaller(
      VoucherService vouchers, GuessGuard guesses, CurrentRequest request, CurrentCaller caller) {
    this.vouchers = vouchers;
    this.guesses = guesses;
    this.request = request;
    this.caller = caller;
  }

  UUID organizationId() {
    return caller.organizationId();
  }

  MoneyCall call(Optional<IdempotencyKey> key) {
    return MoneyCall.of(caller, request, key);
  }

  /**
   * The voucher that a code stands for.
   *
   * @throws Refusal 429 {@code too_many_guesses}
   */
  Optional<VoucherPlace> find(String code) {
    return guesses.limited(() -> vouchers.find(caller.organizationId(), code));
  }

  /**
   * The voucher of a code, or else of an id: a code that is shown once may be lost. No code that is
   * made reads as an id; one that was made before is still a code, here as in every other path.
   *
   * @throws Refusal 404 {@code voucher_not_found}, 429 {@code too_many_guesses}
   */
  VoucherPlace requireByCodeOrId(String codeOrId) {
    UUID organizationId = caller.organizationId();
    return guesses
        .limited(
            () ->
                vouchers
                    .find(organizationId, codeOrId)
                    .or(() -> Ids.parse(codeOrId).flatMap(id -> vouchers.find(organizationId, id))))
        .orElseThrow(() -> Refusal.notFound("voucher"));
  }

  /**
   * The same for one that must exist.
   *
   * @throws Refusal 404 {@code voucher_not_found}, 429 {@code too_many_guesses}
   */
  VoucherPlace require(String code) {
    return find(code).orElseThrow(() -> Refusal.notFound("voucher"));
  }
}
