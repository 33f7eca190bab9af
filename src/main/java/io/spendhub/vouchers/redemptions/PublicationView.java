package io.spendhub.vouchers.redemptions;

import java.time.Instant;
import java.util.UUID;

/** A voucher that a holder was given, once per source. */
public record PublicationView(
    UUID id,
    UUID campaignId,
    String holder,
    String sourceId,
    VoucherView voucher,
    Instant createdAt) {

  /** The same with a code that is shown this once. */
  public PublicationView withCode(String shown) {
    return new PublicationView(
        id, campaignId, holder, sourceId, voucher.withCode(shown), createdAt);
  }
}
