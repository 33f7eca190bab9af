package io.spendhub.authorizations.query;

import io.spendhub.ledger.SqlCheck;
import io.spendhub.ledger.SystemAccount;
import io.spendhub.ledger.VerificationCheck;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * The identities that tie authorizations to the ledger. A proof that spans contexts has to read the
 * tables of both on one snapshot, so these queries, and no others, cross the line.
 */
final class AuthorizationChecks {
  private static final String AUTHORIZATIONS =
      "select count(*) from authorizations.authorizations where organization_id = ?";

  @Produces
  @Singleton
  VerificationCheck authorizationsEqualTransfers() {
    return new SqlCheck(
        "authorizations_equal_transfers",
        AUTHORIZATIONS,
        """
        with moved as (
          select subject_id as id,
                 coalesce(sum(amount) filter (where purpose = 'HOLD'), 0) as opened,
                 coalesce(sum(amount) filter (where purpose = 'CLEARING'), 0) as consumed,
                 coalesce(sum(amount) filter (where purpose = 'RELEASE'), 0) as released,
                 coalesce(sum(amount) filter (where purpose in ('EXCESS', 'FORCE_POST')), 0)
                   as excess,
                 coalesce(sum(amount) filter (where purpose = 'REFUND'), 0) as refunded
          from ledger.transfers
          where organization_id = ?
            and purpose in ('HOLD', 'CLEARING', 'RELEASE', 'EXCESS', 'FORCE_POST', 'REFUND')
          group by subject_id),
        told as (
          select id, approved_amount + incremented_amount as opened, held_amount as held,
                 cleared_amount as cleared, refunded_amount as refunded,
                 released_amount as released, excess_amount as excess
          from authorizations.authorizations where organization_id = ?)
        select coalesce(t.id, m.id),
          format('authorization %s: it has %s approved, %s held, %s cleared, %s refunded, '
            '%s released and %s excess, the transfers make %s, %s, %s, %s, %s and %s',
          coalesce(t.id, m.id), t.opened, t.held, t.cleared, t.refunded, t.released, t.excess,
          m.opened, m.opened - m.consumed - m.released, m.consumed + m.excess, m.refunded,
          m.released, m.excess)
        from told t full join moved m on m.id = t.id
        where t.id is null
          or (t.opened, t.held, t.cleared, t.refunded, t.released, t.excess)
            <> (coalesce(m.opened, 0), coalesce(m.opened - m.consumed - m.released, 0),
              coalesce(m.consumed + m.excess, 0), coalesce(m.refunded, 0),
              coalesce(m.released, 0), coalesce(m.excess, 0))
          or not t.refunded between 0 and t.cleared
        """);
  }

  @Produces
  @Singleton
  VerificationCheck holdsEqualHeld() {
    return new SqlCheck(
        "holds_equal_held",
        """
        select count(*) from ledger.accounts
        where organization_id = ? and kind in ('WALLET', 'CAMPAIGN')
        """,
        """
        with holds as (
          select account_id, sum(held) as held
          from (select wallet_id as account_id, held_amount - coalesce(voucher_held, 0) as held
                from authorizations.authorizations where organization_id = ? and held_amount > 0
                union all
                select campaign_id, voucher_held
                from authorizations.authorizations where organization_id = ? and voucher_held > 0)
            parts
          group by account_id)
        select a.id, format('account %s: it holds %s, its authorizations hold %s',
                            a.id, a.holds_opened - a.holds_resolved, coalesce(h.held, 0))
        from ledger.accounts a left join holds h on h.account_id = a.id
        where a.organization_id = ? and a.kind in ('WALLET', 'CAMPAIGN')
          and a.holds_opened - a.holds_resolved <> coalesce(h.held, 0)
        """);
  }

  @Produces
  @Singleton
  VerificationCheck settlementEqualsClearedLessRefunds() {
    return new SqlCheck(
        "settlement_equals_cleared_less_refunds",
        AUTHORIZATIONS,
        "with settled as ("
            + SqlCheck.standing(SystemAccount.SETTLEMENT)
            + """
        ),
        told as (
          select currency, sum(amount) as amount
          from (select currency, cleared_amount - refunded_amount as amount
                from authorizations.authorizations where organization_id = ?
                union all
                select currency, -amount
                from authorizations.unlinked_refunds where organization_id = ?) parts
          group by currency)
        select coalesce(s.currency, t.currency),
          format('%s: the settlement account stands at %s, cleared less refunded is %s',
          coalesce(s.currency, t.currency), coalesce(s.amount, 0), coalesce(t.amount, 0))
        from settled s full join told t on t.currency = s.currency
        where coalesce(s.amount, 0) <> coalesce(t.amount, 0)
        """);
  }

  /** The contract's split, from the amounts and from the transfers of the campaign. */
  @Produces
  @Singleton
  VerificationCheck voucherPartsEqualTransfers() {
    return new SqlCheck(
        "voucher_parts_equal_transfers",
        "select count(*) from authorizations.authorizations"
            + " where organization_id = ? and redemption_id is not null",
        """
        with told as (
          select id, campaign_id, voucher_held as held, voucher_cleared as cleared,
                 voucher_refunded as refunded,
                 floor(voucher_amount::numeric * least(cleared_amount, approved_amount)
                   / approved_amount) as share,
                 floor(voucher_amount::numeric
                   * least(cleared_amount::numeric + held_amount, approved_amount)
                   / approved_amount) as share_with_hold
          from authorizations.authorizations
          where organization_id = ? and redemption_id is not null),
        moved as (
          select t.id,
                 coalesce(sum(m.amount) filter (where m.purpose = 'HOLD'), 0)
                   - coalesce(sum(m.amount) filter (where m.purpose in ('CLEARING', 'RELEASE')), 0)
                   as held,
                 coalesce(sum(m.amount) filter (where m.purpose in ('CLEARING', 'EXCESS')), 0)
                   as cleared,
                 coalesce(sum(m.amount) filter (where m.purpose in ('REFUND', 'REFUND_SHARE')), 0)
                   as refunded
          from told t
          left join ledger.transfers m on m.organization_id = ? and m.subject_id = t.id
            and t.campaign_id in (m.debit_account_id, m.credit_account_id)
          group by t.id)
        select t.id, format('authorization %s: its voucher holds %s, has paid %s and was refunded %s, the '
                      'transfers make %s, %s and %s', t.id, t.held, t.cleared, t.refunded,
                      m.held, m.cleared, m.refunded)
        from told t join moved m on m.id = t.id
        where (t.held, t.cleared, t.refunded) <> (m.held, m.cleared, m.refunded)
          or t.cleared <> t.share or t.held <> t.share_with_hold - t.share
        """);
  }
}
