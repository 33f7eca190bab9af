package io.spendhub.ledger.query;

import io.spendhub.ledger.SqlCheck;
import io.spendhub.ledger.VerificationCheck;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The identities of accounts and transfers, each recomputed from the transfers alone. */
final class LedgerChecks {
  private static final String TRANSFERS =
      "select count(*) from ledger.transfers where organization_id = ?";
  private static final String ACCOUNTS =
      "select count(*) from ledger.accounts where organization_id = ? and kind in ('WALLET', 'CAMPAIGN')";

  /** Each guarded side of each transfer, with what it does to its account. */
  private static final String ENTRIES =
      """
      with entries as (
        select debit_account_id as account_id, debit_sequence as sequence,
               case when kind in ('POSTED', 'POST_HOLD') then amount else 0 end as debited,
               0::bigint as credited,
               case when kind = 'HOLD' then amount else 0 end as opened,
               case when kind = 'POST_HOLD' then amount else 0 end as resolved,
               debit_posted_after as posted_after, debit_held_after as held_after
        from ledger.transfers where organization_id = ? and debit_sequence is not null
        union all
        select credit_account_id, credit_sequence, 0,
               case when kind = 'POSTED' then amount else 0 end, 0,
               case when kind = 'RELEASE' then amount else 0 end,
               credit_posted_after, credit_held_after
        from ledger.transfers where organization_id = ? and credit_sequence is not null)
      """;

  @Produces
  @Singleton
  VerificationCheck debitsEqualCredits() {
    return new SqlCheck(
        "debits_equal_credits",
        TRANSFERS,
        """
        with sides as (
          select a.currency, t.amount as debited, 0::bigint as credited
          from ledger.transfers t
          join ledger.accounts a
            on a.organization_id = t.organization_id and a.id = t.debit_account_id
          where t.organization_id = ? and t.kind in ('POSTED', 'POST_HOLD')
          union all
          select a.currency, 0, t.amount
          from ledger.transfers t
          join ledger.accounts a
            on a.organization_id = t.organization_id and a.id = t.credit_account_id
          where t.organization_id = ? and t.kind in ('POSTED', 'POST_HOLD'))
        select currency, format('%s: debits are %s, credits are %s',
                                currency, sum(debited), sum(credited))
        from sides group by currency having sum(debited) <> sum(credited)
        """);
  }

  @Produces
  @Singleton
  VerificationCheck balancesEqualTransfers() {
    return new SqlCheck(
        "balances_equal_transfers",
        ACCOUNTS,
        ENTRIES
            + """
            , folded as (
              select account_id, sum(debited) as debited, sum(credited) as credited,
                     sum(opened) as opened, sum(resolved) as resolved
              from entries group by account_id)
            select a.id, format('account %s: counters are %s, the transfers say %s', a.id,
              format('%s/%s/%s/%s',
                a.debits_posted, a.credits_posted, a.holds_opened, a.holds_resolved),
              format('%s/%s/%s/%s', coalesce(f.debited, 0), coalesce(f.credited, 0),
                coalesce(f.opened, 0), coalesce(f.resolved, 0)))
            from ledger.accounts a left join folded f on f.account_id = a.id
            where a.organization_id = ? and a.kind in ('WALLET', 'CAMPAIGN')
              and (a.debits_posted, a.credits_posted, a.holds_opened, a.holds_resolved)
                is distinct from (coalesce(f.debited, 0), coalesce(f.credited, 0),
                  coalesce(f.opened, 0), coalesce(f.resolved, 0))
            """);
  }

  @Produces
  @Singleton
  VerificationCheck runningBalances() {
    return new SqlCheck(
        "running_balances",
        TRANSFERS,
        ENTRIES
            + """
            , running as (
              select account_id, sequence, posted_after, held_after,
                     sum(credited - debited) over upto as posted,
                     sum(opened - resolved) over upto as held
              from entries window upto as (partition by account_id order by sequence))
            select (account_id, sequence),
              format('account %s, entry %s: it says %s posted and %s held, the entries up to '
                'it make %s and %s', account_id, sequence, posted_after, held_after, posted, held)
            from running where (posted_after, held_after) is distinct from (posted, held)
            """);
  }

  @Produces
  @Singleton
  VerificationCheck entriesWithoutGap() {
    return new SqlCheck(
        "entries_without_gap",
        TRANSFERS,
        ENTRIES
            + """
            , numbered as (
              select account_id, sequence,
                     row_number() over (partition by account_id order by sequence) as expected
              from entries),
            last as (
              select account_id, count(*) as expected,
                     min(sequence) filter (where sequence <> expected) as wrong,
                     min(expected) filter (where sequence <> expected) as instead
              from numbered group by account_id)
            select a.id, format('account %s: the entry numbered %s is number %s', a.id,
              coalesce(l.wrong, a.last_sequence), coalesce(l.instead, l.expected, 0))
            from ledger.accounts a left join last l on l.account_id = a.id
            where a.organization_id = ? and a.kind in ('WALLET', 'CAMPAIGN')
              and (l.wrong is not null or a.last_sequence <> coalesce(l.expected, 0))
            """);
  }

  /** The sealer works within a second; a tail this old means that none is running. */
  @Produces
  @Singleton
  VerificationCheck unsealedTail() {
    return new SqlCheck(
        "unsealed_tail",
        "select count(*) from ledger.commits where organization_id = ? and number is null",
        """
        select (at, id), format('commit %s of %s is not sealed yet', id, at)
        from ledger.commits
        where organization_id = ? and number is null and at < now() - interval '1 minute'
        """);
  }
}
