package io.spendhub.vouchers.redemptions.query;

import io.spendhub.ledger.SqlCheck;
import io.spendhub.ledger.SystemAccount;
import io.spendhub.ledger.VerificationCheck;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The identities of vouchers, each recomputed from what was done with them. */
final class VoucherChecks {
  private static final String CAMPAIGNS =
      "select count(*) from vouchers.campaigns where organization_id = ?";

  @Produces
  @Singleton
  VerificationCheck liabilitiesEqualBalances() {
    return new SqlCheck(
        "voucher_liabilities_equal_balances",
        "select count(*) from vouchers.vouchers where organization_id = ?",
        "with owed as ("
            + SqlCheck.standing(SystemAccount.VOUCHER_LIABILITY)
            + """
        ),
        carried as (
          select c.currency, sum(v.balance) as amount
          from vouchers.vouchers v
          join vouchers.campaigns c
            on c.organization_id = v.organization_id and c.id = v.campaign_id
          where v.organization_id = ?
          group by c.currency)
        select coalesce(o.currency, c.currency),
          format('%s: the voucher liability stands at %s, vouchers carry %s',
          coalesce(o.currency, c.currency), coalesce(o.amount, 0), coalesce(c.amount, 0))
        from owed o full join carried c on c.currency = o.currency
        where coalesce(o.amount, 0) <> coalesce(c.amount, 0)
        """);
  }

  /** But for those by card, whose transfers are the purchase's. */
  @Produces
  @Singleton
  VerificationCheck redemptionsEqualTransfers() {
    return new SqlCheck(
        "redemptions_equal_transfers",
        """
        select count(*) from vouchers.redemptions
        where organization_id = ? and authorization_id is null
        """,
        """
        with told as (
          select id, amount - rolled_back_amount as kept, rolled_back_amount as back
          from vouchers.redemptions where organization_id = ? and authorization_id is null),
        moved as (
          select subject_id as id,
                 sum(case when purpose in ('REDEMPTION', 'WALLET_CREDIT') then amount
                          else -amount end) as kept
          from ledger.transfers
          where organization_id = ? and purpose in
            ('REDEMPTION', 'WALLET_CREDIT', 'ROLLBACK', 'WALLET_CREDIT_ROLLBACK')
          group by subject_id),
        rolled as (
          select redemption_id as id, sum(amount) as back
          from vouchers.rollbacks where organization_id = ? group by redemption_id)
        select id, format('redemption %s: it has given %s after %s back, its transfers make %s, '
                      'its rollbacks %s', id, coalesce(t.kept, 0), coalesce(t.back, 0),
          coalesce(m.kept, 0), coalesce(r.back, 0))
        from told t full join moved m using (id) full join rolled r using (id)
        where coalesce(t.kept, 0) <> coalesce(m.kept, 0)
          or coalesce(t.back, 0) <> coalesce(r.back, 0)
        """);
  }

  /** Of campaigns, vouchers and holders alike. */
  @Produces
  @Singleton
  VerificationCheck countersEqualRedemptions() {
    return new SqlCheck(
        "voucher_counters_equal_redemptions",
        CAMPAIGNS,
        """
        with used as (
          select campaign_id, voucher_id, coalesce(holder, '') as holder,
                 count(*) filter (where not returned) as redemptions,
                 sum(amount - rolled_back_amount) as spent,
                 0::bigint as reserved, 0::bigint as kept, 0::bigint as carried
          from vouchers.redemptions where organization_id = ?
          group by campaign_id, voucher_id, coalesce(holder, '')
          union all
          select r.campaign_id, r.voucher_id, coalesce(r.holder, ''), 0, 0, count(*),
                 sum(r.amount), sum(case when c.type in"""
            + TypesInSql.CARRYING_NOTHING
            + """
             then 0 else r.amount end)
          from vouchers.reservations r
          join vouchers.campaigns c
            on c.organization_id = r.organization_id and c.id = r.campaign_id
          where r.organization_id = ? and r.status = 'ACTIVE'
          group by r.campaign_id, r.voucher_id, coalesce(r.holder, '')),
        told as (
          select 'campaign ' || campaign_id as what, redemptions, reserved, spent_amount as spent,
                 reserved_amount as kept
          from vouchers.campaign_usage where organization_id = ?
          union all
          select 'voucher ' || id, redemptions, reserved, null, reserved_amount
          from vouchers.vouchers where organization_id = ?
          union all
          select 'holder ' || holder || ' of campaign ' || campaign_id, redemptions, reserved,
                 null, null
          from vouchers.holder_usage where organization_id = ?),
        made as (
          select 'campaign ' || campaign_id as what, sum(redemptions) as redemptions,
                 sum(reserved) as reserved, sum(spent) as spent, sum(kept) as kept
          from used group by campaign_id
          union all
          select 'voucher ' || voucher_id, sum(redemptions), sum(reserved), null, sum(carried)
          from used group by voucher_id
          union all
          select 'holder ' || holder || ' of campaign ' || campaign_id, sum(redemptions),
                 sum(reserved), null, null
          from used where holder <> '' group by campaign_id, holder)
        select coalesce(t.what, m.what), format('%s: its counters are %s, its redemptions and reservations make %s',
          coalesce(t.what, m.what), format('%s/%s/%s/%s', t.redemptions, t.reserved, t.spent, t.kept),
          format('%s/%s/%s/%s', m.redemptions, m.reserved, m.spent, m.kept))
        from told t full join made m on m.what = t.what
        where coalesce(t.redemptions, 0) <> coalesce(m.redemptions, 0)
          or coalesce(t.reserved, 0) <> coalesce(m.reserved, 0)
          or coalesce(t.spent, 0) <> coalesce(m.spent, 0)
          or coalesce(t.kept, 0) <> coalesce(m.kept, 0)
        """);
  }

  @Produces
  @Singleton
  VerificationCheck balancesEqualUses() {
    return new SqlCheck(
        "voucher_balances_equal_uses",
        "select count(*) from vouchers.vouchers where organization_id = ?",
        """
        with used as (
          select voucher_id, sum(amount - rolled_back_amount) as kept
          from vouchers.redemptions where organization_id = ? group by voucher_id),
        released as (
          select subject_id as voucher_id, sum(amount) as amount
          from ledger.transfers where organization_id = ? and purpose = 'VOUCHER_RELEASE'
          group by subject_id),
        left_over as (
          select v.id, v.balance, v.amount,
                 case when c.type in"""
            + TypesInSql.CARRYING_NOTHING
            + """
             then 0
                      else v.amount - coalesce(u.kept, 0) - coalesce(r.amount, 0) end as remains
          from vouchers.vouchers v
          join vouchers.campaigns c
            on c.organization_id = v.organization_id and c.id = v.campaign_id
          left join used u on u.voucher_id = v.id
          left join released r on r.voucher_id = v.id
          where v.organization_id = ?)
        select id, format('voucher %s: it carries %s of %s, its uses and releases leave %s', id,
          balance, amount, remains)
        from left_over where balance <> remains
        """);
  }

  @Produces
  @Singleton
  VerificationCheck campaignsEqualVouchers() {
    return new SqlCheck(
        "campaigns_equal_vouchers",
        CAMPAIGNS,
        """
        with had as (
          select campaign_id, count(*) as issued, sum(balance) as carried
          from vouchers.vouchers where organization_id = ? group by campaign_id)
        select u.campaign_id, format('campaign %s: it says %s vouchers that carry %s, its vouchers '
          'are %s and carry %s', u.campaign_id, u.issued, u.open_amount, coalesce(v.issued, 0),
          coalesce(v.carried, 0))
        from vouchers.campaign_usage u left join had v on v.campaign_id = u.campaign_id
        where u.organization_id = ?
          and (u.issued, u.open_amount) <> (coalesce(v.issued, 0), coalesce(v.carried, 0))
        """);
  }

  @Produces
  @Singleton
  VerificationCheck vouchersWithinLimits() {
    return new SqlCheck(
        "vouchers_within_limits",
        CAMPAIGNS,
        """
        with stated as (
          select id as campaign_id, type,
                 (terms -> 'limits' ->> 'redemptions')::bigint as redemptions,
                 coalesce((terms -> 'limits' ->> 'perVoucher')::bigint,
                          case when type in"""
            + TypesInSql.USED_ONCE
            + """
             then 1 end) as per_voucher,
                 (terms -> 'limits' ->> 'perHolder')::bigint as per_holder,
                 (terms -> 'limits' ->> 'budgetAmount')::bigint as budget
          from vouchers.campaigns where organization_id = ?),
        over as (
          select 'campaign ' || s.campaign_id as what, u.redemptions + u.reserved as used,
                 s.redemptions as most
          from stated s
          join vouchers.campaign_usage u on u.campaign_id = s.campaign_id and u.organization_id = ?
          union all
          select 'the budget of campaign ' || s.campaign_id, u.spent_amount + u.reserved_amount,
                 s.budget
          from stated s
          join vouchers.campaign_usage u on u.campaign_id = s.campaign_id and u.organization_id = ?
          union all
          select 'voucher ' || v.id, v.redemptions + v.reserved, s.per_voucher
          from stated s
          join vouchers.vouchers v on v.campaign_id = s.campaign_id and v.organization_id = ?
          union all
          select 'holder ' || h.holder || ' of campaign ' || s.campaign_id,
                 h.redemptions + h.reserved, s.per_holder
          from stated s
          join vouchers.holder_usage h on h.campaign_id = s.campaign_id and h.organization_id = ?)
        select what, format('%s: %s of at most %s', what, used, most)
        from over where used > most
        """);
  }
}
