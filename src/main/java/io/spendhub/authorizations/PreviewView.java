package io.spendhub.authorizations;

import io.spendhub.shared.Merchant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a purchase would be answered, as the API shows it: the fields of an authorization but for
 * its id, and the reasons. Amounts are in minor units.
 *
 * @param voucher what a voucher pays of it
 * @param expiresAt when the hold would end
 * @param operations none
 * @param reasons every rule that would decline it, in the order of precedence
 */
public record PreviewView(
    UUID cardId,
    UUID walletId,
    Decision decision,
    Optional<String> declineCode,
    Optional<DeclineDetail> declineDetail,
    AuthorizationStatus status,
    long requestedAmount,
    long approvedAmount,
    long incrementedAmount,
    long heldAmount,
    long clearedAmount,
    long refundedAmount,
    long releasedAmount,
    long excessAmount,
    String currency,
    Merchant merchant,
    Optional<VoucherPartView> voucher,
    Optional<Original> original,
    Optional<String> networkReference,
    Map<String, String> metadata,
    Optional<Instant> occurredAt,
    Optional<Instant> expiresAt,
    Instant createdAt,
    List<OperationView> operations,
    List<DeclineReason> reasons) {

  /** A rule that objects. */
  public record DeclineReason(String code, Optional<DeclineDetail> detail) {}

  /**
   * The preview of an authorization that is not made.
   *
   * @param voucher what a voucher would pay of it
   */
  public static PreviewView of(
      AuthorizationView authorization,
      Optional<VoucherPartView> voucher,
      List<DeclineReason> reasons) {
    return new PreviewView(
        authorization.cardId(),
        authorization.walletId(),
        authorization.decision(),
        authorization.declineCode(),
        authorization.declineDetail(),
        authorization.status(),
        authorization.requestedAmount(),
        authorization.approvedAmount(),
        authorization.incrementedAmount(),
        authorization.heldAmount(),
        authorization.clearedAmount(),
        authorization.refundedAmount(),
        authorization.releasedAmount(),
        authorization.excessAmount(),
        authorization.currency(),
        authorization.merchant(),
        voucher,
        authorization.original(),
        authorization.networkReference(),
        authorization.metadata(),
        authorization.occurredAt(),
        authorization.expiresAt(),
        authorization.createdAt(),
        authorization.operations(),
        reasons);
  }
}
