package io.spendhub.ledger.query;

import io.spendhub.ledger.VerificationCheck.Finding;
import io.spendhub.ledger.VerificationView.ChainHead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/**
 * The chain still contains heads that were noted where whoever changes the database cannot reach.
 * That a chain is whole up to its end says nothing of an end that was cut off, or made anew.
 */
final class NotedHeads {
  static final String NAME = "chain_contains_head";
  private static final String FIRST_MISSING =
      """
      select n.number, c.number is null
      from unnest(?::bigint[], ?::text[]) as n (number, hash)
      left join ledger.commits c on c.organization_id = ? and c.number = n.number
      where c.hash is distinct from decode(n.hash, 'hex')
      order by n.number limit 1
      """;

  private NotedHeads() {}

  static Finding compare(Connection snapshot, UUID organizationId, Collection<ChainHead> noted)
      throws SQLException {
    Object[] numbers = noted.stream().map(ChainHead::number).toArray();
    Object[] hashes = noted.stream().map(ChainHead::hash).toArray();
    try (PreparedStatement statement = snapshot.prepareStatement(FIRST_MISSING)) {
      statement.setArray(1, snapshot.createArrayOf("bigint", numbers));
      statement.setArray(2, snapshot.createArrayOf("text", hashes));
      statement.setObject(3, organizationId);
      try (ResultSet row = statement.executeQuery()) {
        Optional<String> difference =
            row.next()
                ? Optional.of(sentence(row.getLong(1), row.getBoolean(2)))
                : Optional.empty();
        return new Finding(noted.size(), difference);
      }
    }
  }

  private static String sentence(long number, boolean missing) {
    return missing
        ? "the chain ends before commit number " + number + ", which was noted as its head"
        : "commit number " + number + " has another hash than was noted";
  }
}
