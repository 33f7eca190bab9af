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
 * @param differences a row for each that does not agree: what it is ordered by, and a sentence.
 *     Both queries take the organization's id for each of their parameters
 */
public record SqlCheck(String name, String count, String differences) implements VerificationCheck {
  /** A query for what an account of the outside world stands at: currency and amount. */
  public static String standing(SystemAccount account) {
    return """
    select a.currency, sum(side.amount) as amount
    from ledger.accounts a
    join (select credit_account_id as account_id, amount
          from ledger.transfers where organization_id = ? and kind in ('POSTED', 'POST_HOLD')
          union all
          select debit_account_id, -amount
          from ledger.transfers where organization_id = ? and kind in ('POSTED', 'POST_HOLD'))
      side on side.account_id = a.id
    where a.organization_id = ? and a.kind = '%s'
    group by a.currency
    """
        .formatted(account);
  }

  /**
   * The query that answers with a sentence for the first thing that does not agree, or no row. It
   * finds all differences before it looks for the first: were the limit a part of the same step,
   * the planner would take it for a promise that few rows are to be read, and there are none.
   */
  public String firstDifference() {
    return """
    with difference (place, sentence) as materialized (%s)
    select sentence from difference order by place limit 1
    """
        .formatted(differences);
  }

  @Override
  public Finding run(Connection snapshot, UUID organizationId) throws SQLException {
    try (PreparedStatement counting = bound(snapshot, count, organizationId);
        PreparedStatement comparing = bound(snapshot, firstDifference(), organizationId);
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
