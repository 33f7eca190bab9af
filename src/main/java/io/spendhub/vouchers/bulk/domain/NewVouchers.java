package io.spendhub.vouchers.bulk.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Many new vouchers at once. */
public interface NewVouchers {
  /**
   * What they have in common.
   *
   * @param amount what each carries, minor units
   */
  record Alike(UUID organizationId, UUID campaignId, long amount, Instant createdAt) {}

  /**
   * In what they differ.
   *
   * @param index the number of its code
   * @param code as it is shown, unless it is not kept
   * @param codeKey what it is told apart by
   */
  record Coded(UUID id, long index, Optional<String> code, String codeKey) {}

  /**
   * Adds vouchers, but for those whose code key another voucher of the organization has.
   *
   * @return the numbers of those that were not added
   */
  Set<Long> add(Alike alike, List<Coded> vouchers);
}
