package io.spendhub.ledger.query;

import io.spendhub.ledger.VerificationCheck.Finding;
import io.spendhub.ledger.VerificationView.ChainHead;
import io.spendhub.platform.sql.Snapshot;
import java.util.Collection;
import java.util.UUID;

/**
 * The chain still contains heads that were noted where whoever changes the database cannot reach.
 * That a chain is whole up to its end says nothing of an end that was cut off, or made anew.
 */
final class NotedHeads {
  static final String NAME = "chain_contains_head";
  private static final String FIRST_MISSING =
      """
      select n.number, c.number is null as missing
      from unnest(?::bigint[], ?::text[]) as n (number, hash)
      left join ledger.commits c on c.organization_id = ? and c.number = n.number
      where c.hash is distinct from decode(n.hash, 'hex')
      order by n.number limit 1
      """;

  private NotedHeads() {}

  static Finding compare(Snapshot snapshot, UUID organizationId, Collection<ChainHead> noted) {
    return new Finding(
        noted.size(),
        snapshot.first(
            FIRST_MISSING,
            row -> sentence(row.number("number"), row.bool("missing")),
            noted.stream().map(ChainHead::number).toList(),
            noted.stream().map(ChainHead::hash).toList(),
            organizationId));
  }

  private static String sentence(long number, boolean missing) {
    return missing
        ? "the chain ends before commit number " + number + ", which was noted as its head"
        : "commit number " + number + " has another hash than was noted";
  }
}
