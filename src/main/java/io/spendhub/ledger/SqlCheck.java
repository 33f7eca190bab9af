package io.spendhub.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * A check that one query makes.
 *
 * @param count how many things there are to compare
 * @param firstDifference a sentence for the first that does not agree, or no row; both take the
 *     organization's id for each of their parameters
 */
public record SqlCheck(String name, String count, String firstDifference)
    implements VerificationCheck {
  @Override
  public Finding run(Connection snapshot, UUID organizationId) throws SQLException {
    try (PreparedStatement counting = bound(snapshot, count, organizationId);
        PreparedStatement comparing = bound(snapshot, firstDifference, organizationId);
        ResultSet counted = counting.executeQuery();
        ResultSet difference = comparing.executeQuery()) {
      counted.next();
      Optional<String> first =
          difference.next() ? Optional.of(difference.getString(1)) : Optional.empty();
      return new Finding(counted.getLong(1), first);
    }
  }

  private static PreparedStatement bound(Connection snapshot, String sql, UUID organizationId)
      throws SQLException {
    PreparedStatement statement = snapshot.prepareStatement(sql);
    int parameters = statement.getParameterMetaData().getParameterCount();
    for (int i = 1; i <= parameters; i++) {
      statement.setObject(i, organizationId);
    }
    return statement;
  }
}
