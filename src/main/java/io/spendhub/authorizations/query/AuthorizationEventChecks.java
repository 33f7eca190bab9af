package io.spendhub.authorizations.query;

import io.spendhub.ledger.EventCheck;
import io.spendhub.ledger.SqlCheck;
import io.spendhub.ledger.VerificationCheck;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Authorizations, and what was done to them, are what their events told when they were made. */
final class AuthorizationEventChecks {
  /**
   * The first event of an authorization is the one that tells of no operation. Types that always
   * tell of one are left out for the sake of speed: to read JSON is what most of the time goes to.
   */
  @Produces
  @Singleton
  VerificationCheck authorizationsMatchEvents() {
    return EventCheck.of(
        "authorizations_match_events",
        "authorization",
        """
        select id, card_id as "cardId", wallet_id as "walletId", decision,
               origin = 'FORCE_POST' as "forcePosted", decline_code as "declineCode",
               decline_detail::jsonb as "declineDetail", requested_amount as "requestedAmount",
               approved_amount as "approvedAmount", currency, merchant_name as "merchantName",
               merchant_mcc as mcc, merchant_country as country, merchant_id as "merchantId",
               original_amount as "originalAmount", original_currency as "originalCurrency",
               network_reference as "networkReference", metadata::jsonb as metadata,
               occurred_at as "occurredAt", imported, expires_at as "expiresAt",
               created_at as "createdAt", redemption_id as "redemptionId",
               campaign_id as "campaignId", voucher_amount as "voucherAmount"
        from authorizations.authorizations where organization_id = ?
        """,
        """
        select e.subject as id, "cardId", "walletId", decision,
               e.type = 'authorization.force_posted' as "forcePosted", "declineCode",
               "declineDetail", "requestedAmount", "approvedAmount", currency,
               merchant ->> 'name' as "merchantName", merchant ->> 'mcc' as mcc,
               merchant ->> 'country' as country, merchant ->> 'id' as "merchantId",
               (original ->> 'amount')::bigint as "originalAmount",
               original ->> 'currency' as "originalCurrency", "networkReference", metadata,
               coalesce("occurredAt", "createdAt") as "occurredAt",
               "occurredAt" is not null as imported, "expiresAt", "createdAt",
               (voucher ->> 'redemptionId')::uuid as "redemptionId",
               (voucher ->> 'campaignId')::uuid as "campaignId",
               (voucher ->> 'amount')::bigint as "voucherAmount"
        from platform.events e, json_to_record(e.data) as d ("cardId" uuid, "walletId" uuid,
          decision text, "declineCode" text, "declineDetail" jsonb, "requestedAmount" bigint,
          "approvedAmount" bigint, currency text, merchant jsonb, original jsonb,
          "networkReference" text, metadata jsonb, "occurredAt" timestamptz,
          "expiresAt" timestamptz, "createdAt" timestamptz, voucher jsonb, operation json)
        where e.organization_id = ? and e.type like 'authorization.%'
          and e.type not in ('authorization.refund_unlinked', 'authorization.incremented',
            'authorization.increment_declined', 'authorization.cleared',
            'authorization.reversed', 'authorization.refunded', 'authorization.expired')
          and operation is null
        """,
        List.of(
            "cardId",
            "walletId",
            "decision",
            "forcePosted",
            "declineCode",
            "declineDetail",
            "requestedAmount",
            "approvedAmount",
            "currency",
            "merchantName",
            "mcc",
            "country",
            "merchantId",
            "originalAmount",
            "originalCurrency",
            "networkReference",
            "metadata",
            "occurredAt",
            "imported",
            "expiresAt",
            "createdAt",
            "redemptionId",
            "campaignId",
            "voucherAmount"));
  }

  @Produces
  @Singleton
  VerificationCheck operationsMatchEvents() {
    return EventCheck.of(
        "operations_match_events",
        "operation",
        """
        select id, authorization_id as "authorizationId", kind, amount, decision,
               decline_code as "declineCode", late, original_amount as "originalAmount",
               original_currency as "originalCurrency", network_reference as "networkReference",
               metadata::jsonb as metadata, occurred_at as "occurredAt", created_at as "createdAt"
        from authorizations.operations where organization_id = ?
        """,
        """
        select o.id, e.subject as "authorizationId", kind, amount, decision, "declineCode", late,
               (original ->> 'amount')::bigint as "originalAmount",
               original ->> 'currency' as "originalCurrency", "networkReference",
               coalesce(metadata, '{}') as metadata, "occurredAt", "createdAt"
        from platform.events e, json_to_record(e.data -> 'operation') as o (id uuid, kind text,
          amount bigint, decision text, "declineCode" text, late boolean, original jsonb,
          "networkReference" text, metadata jsonb, "occurredAt" timestamptz,
          "createdAt" timestamptz)
        where e.organization_id = ? and e.type like 'authorization.%'
          and e.type not in ('authorization.refund_unlinked', 'authorization.approved',
            'authorization.declined', 'authorization.force_posted')
          and o.id is not null
        """,
        List.of(
            "authorizationId",
            "kind",
            "amount",
            "decision",
            "declineCode",
            "late",
            "originalAmount",
            "originalCurrency",
            "networkReference",
            "metadata",
            "occurredAt",
            "createdAt"));
  }

  @Produces
  @Singleton
  VerificationCheck unlinkedRefundsMatchEvents() {
    return EventCheck.of(
        "unlinked_refunds_match_events",
        "unlinked refund",
        """
        select id, card_id as "cardId", wallet_id as "walletId", amount, currency,
               merchant_name as "merchantName", merchant_mcc as mcc, merchant_country as country,
               merchant_id as "merchantId", original_amount as "originalAmount",
               original_currency as "originalCurrency", network_reference as "networkReference",
               metadata::jsonb as metadata, occurred_at as "occurredAt", imported,
               created_at as "createdAt"
        from authorizations.unlinked_refunds where organization_id = ?
        """,
        """
        select e.subject as id, "cardId", "walletId", amount, currency,
               merchant ->> 'name' as "merchantName", merchant ->> 'mcc' as mcc,
               merchant ->> 'country' as country, merchant ->> 'id' as "merchantId",
               (original ->> 'amount')::bigint as "originalAmount",
               original ->> 'currency' as "originalCurrency", "networkReference", metadata,
               coalesce("occurredAt", "createdAt") as "occurredAt",
               "occurredAt" is not null as imported, "createdAt"
        from platform.events e, json_to_record(e.data) as d ("cardId" uuid, "walletId" uuid,
          amount bigint, currency text, merchant jsonb, original jsonb, "networkReference" text,
          metadata jsonb, "occurredAt" timestamptz, "createdAt" timestamptz)
        where e.organization_id = ? and e.type = 'authorization.refund_unlinked'
        """,
        List.of(
            "cardId",
            "walletId",
            "amount",
            "currency",
            "merchantName",
            "mcc",
            "country",
            "merchantId",
            "originalAmount",
            "originalCurrency",
            "networkReference",
            "metadata",
            "occurredAt",
            "imported",
            "createdAt"));
  }

  /** A card draws on one wallet for good, and so does all that was bought with it. */
  @Produces
  @Singleton
  VerificationCheck cardWalletsEqualAuthorizations() {
    return new SqlCheck(
        "card_wallets_equal_authorizations",
        "select count(*) from cards.cards where organization_id = ?",
        """
        with used as (
          select card_id, wallet_id from authorizations.authorizations where organization_id = ?
          union
          select card_id, wallet_id from authorizations.unlinked_refunds
          where organization_id = ?)
        select u.card_id, format('card %s: it draws on wallet %s, what was bought with it on %s',
                                 u.card_id, c.wallet_id, u.wallet_id)
        from used u left join cards.cards c on c.organization_id = ? and c.id = u.card_id
        where c.wallet_id is distinct from u.wallet_id
        """);
  }
}
