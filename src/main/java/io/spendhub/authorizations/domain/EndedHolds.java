package io.spendhub.authorizations.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Holds of all organizations whose time is over, and how far they have been given back. */
public interface EndedHolds {
  /**
   * An organization with holds that are to be given back.
   *
   * @param since none of them ended earlier
   */
  record Waiting(UUID organizationId, Instant since) {}

  /** A hold that is to be given back. */
  record Due(
      UUID organizationId,
      UUID authorizationId,
      UUID walletId,
      Optional<UUID> campaignId,
      Instant expiresAt) {}

  /** Whether no other process is at it; held until the transaction ends. */
  boolean lock();

  /** Organizations with holds that have ended up to an instant and are not given back yet. */
  List<Waiting> organizations(Instant now);

  /**
   * Holds of an organization that are to be given back, those first that ended first.
   *
   * @param after where the list goes on
   * @param standing wallets whose holds are left out
   */
  List<Due> due(
      Waiting of, Optional<Due> after, Instant now, Collection<UUID> standing, int atMost);

  /**
   * Remembers that all holds that ended up to an instant have been given back.
   *
   * @param behind organizations of which that is true only of those that ended before another
   */
  void doneUpTo(Instant now, Map<UUID, Instant> behind);
}
