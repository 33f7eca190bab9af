package io.spendhub.ledger;

import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Snapshot;
import java.util.Arrays;
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
  public Finding run(Snapshot snapshot, UUID organizationId) {
    long counted = snapshot.first(count, Row::figure, of(organizationId, count)).orElseThrow();
    String comparing = firstDifference();
    return new Finding(
        counted,
        snapshot.first(comparing, row -> row.text("sentence"), of(organizationId, comparing)));
  }

  /** The organization's id for each question mark. */
  private static Object[] of(UUID organizationId, String sql) {
    Object[] values = new Object[Math.toIntExact(sql.chars().filter(c -> c == '?').count())];
    Arrays.fill(values, organizationId);
    return values;
  }
}
