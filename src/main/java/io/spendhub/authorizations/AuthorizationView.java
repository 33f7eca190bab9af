package io.spendhub.authorizations;

import io.spendhub.shared.Merchant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An authorization as the API shows it; amounts in minor units.
 *
 * @param approvedAmount what was put on hold when it was made
 * @param incrementedAmount what increments added to that
 * @param heldAmount what is still on hold
 * @param excessAmount what clearings took beyond the hold
 * @param voucher what a voucher pays of it
 * @param expiresAt when what is left of the hold will be given back
 * @param occurredAt when the purchase happened, if that was told
 * @param operations the latest of what was done to it, oldest first; at most {@value
 *     #OPERATIONS_SHOWN}
 * @param operation what the answered call did
 */
public record AuthorizationView(
    UUID id,
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
    Optional<OperationView> operation) {

  /** Bounds the cost of an answer, whatever was done to the authorization. */
  public static final int OPERATIONS_SHOWN = 100;

  public AuthorizationView withOperations(List<OperationView> others) {
    return new AuthorizationView(
        id,
        cardId,
        walletId,
        decision,
        declineCode,
        declineDetail,
        status,
        requestedAmount,
        approvedAmount,
        incrementedAmount,
        heldAmount,
        clearedAmount,
        refundedAmount,
        releasedAmount,
        excessAmount,
        currency,
        merchant,
        voucher,
        original,
        networkReference,
        metadata,
        occurredAt,
        expiresAt,
        createdAt,
        others,
        operation);
  }
}
