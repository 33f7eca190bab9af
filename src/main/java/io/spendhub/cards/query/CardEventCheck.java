package io.spendhub.cards.query;

import io.spendhub.ledger.EventCheck;
import io.spendhub.ledger.VerificationCheck;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Cards are what the last event of a change to them told. */
final class CardEventCheck {
  @Produces
  @Singleton
  VerificationCheck cardsMatchEvents() {
    return EventCheck.of(
        "cards_match_events",
        "card",
        """
        select id, wallet_id as "walletId", holder_id as "holderId", type, status, memo, bin,
               last4, exp_month as "expMonth", exp_year as "expYear", token_ref as "tokenRef",
               replaces_card_id as "replacesCardId", metadata, created_at as "createdAt"
        from cards.cards where organization_id = ?
        """,
        """
        select d.*
        from (select distinct on (subject) data from platform.events
              where organization_id = ? and type in ('card.created', 'card.updated',
                'card.activated', 'card.frozen', 'card.unfrozen', 'card.closed')
              order by subject, at desc, ordinal desc) latest,
          json_to_record(data) as d (id uuid, "walletId" uuid, "holderId" uuid, type text,
            status text, memo text, bin text, last4 text, "expMonth" smallint,
            "expYear" smallint, "tokenRef" text, "replacesCardId" uuid, metadata jsonb,
            "createdAt" timestamptz)
        """,
        List.of(
            "walletId",
            "holderId",
            "type",
            "status",
            "memo",
            "bin",
            "last4",
            "expMonth",
            "expYear",
            "tokenRef",
            "replacesCardId",
            "metadata",
            "createdAt"));
  }
}
