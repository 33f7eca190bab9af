package io.spendhub.vouchers.codes.domain;

import io.spendhub.vouchers.codes.CodeFormat;
import java.util.UUID;

/** How much of the room for codes is taken, whichever campaigns of an organization took it. */
public interface CodeRoom {
  /**
   * How many codes were drawn, or will be by open jobs, that a guess at this format may hit; those
   * that are drawn from other characters count by how likely that is. Whoever else asks for the
   * organization waits until this transaction ends, so that all may act on the answer. Accounts,
   * orders and codes are locked before.
   *
   * @return 0 for a format of which nobody has so many codes as it has room for
   */
  long taken(UUID organizationId, CodeFormat format);

  /** Notes that so many codes were drawn, at least 1, and belong to vouchers for good. */
  void drawn(UUID organizationId, CodeFormat format, long codes);
}
