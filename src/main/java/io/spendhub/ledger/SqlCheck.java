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
  /** A query for what an account of the outside world stands at: currency and amount. */
  public static String standing(SystemAccount account) {
    return """
    select a.currency, sum(case when t.credit_account_id = a.id then t.amount
                                else -t.amount end) as amount
    from ledger.accounts a
    join ledger.transfers t on t.organization_id = a.organization_id
      and a.id in (t.debit_account_id, t.credit_account_id)
    where a.organization_id = ? and a.kind = '%s' and t.kind in ('POSTED', 'POST_HOLD')
    group by a.currency
    """
        .formatted(account);
  }

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
