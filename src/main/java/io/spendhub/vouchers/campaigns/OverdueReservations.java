package io.spendhub.vouchers.campaigns;

import io.spendhub.ledger.Journal;
import java.util.UUID;

/** Reservations that still count though their time is over. */
public interface OverdueReservations {
  /** Ends all of a campaign, whose account the journal has locked, and saves that. */
  void endOverdue(Journal journal, UUID campaignId);
}
