package io.spendhub.wallets.query;

import io.spendhub.ledger.EventCheck;
import io.spendhub.ledger.VerificationCheck;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Wallets are what the last event of a change to them told. */
final class WalletEventCheck {
  @Produces
  @Singleton
  VerificationCheck walletsMatchEvents() {
    return EventCheck.of(
        "wallets_match_events",
        "wallet",
        """
        select id, case when owner_team_id is null then 'USER' else 'TEAM' end as "ownerType",
               coalesce(owner_team_id, owner_user_id) as "ownerId", name, currency, status,
               metadata, created_at as "createdAt"
        from wallets.wallets where organization_id = ?
        """,
        """
        select id, owner ->> 'type' as "ownerType", (owner ->> 'id')::uuid as "ownerId", name,
               currency, status, metadata, "createdAt"
        from (select distinct on (subject) data from platform.events
              where organization_id = ? and type in ('wallet.created', 'wallet.updated',
                'wallet.frozen', 'wallet.unfrozen', 'wallet.closed')
              order by subject, at desc, ordinal desc) latest,
          json_to_record(data) as d (id uuid, owner jsonb, name text, currency text, status text,
            metadata jsonb, "createdAt" timestamptz)
        """,
        List.of("ownerType", "ownerId", "name", "currency", "status", "metadata", "createdAt"));
  }
}
