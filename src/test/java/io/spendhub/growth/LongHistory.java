package io.spendhub.growth;

import io.spendhub.platform.postgres.DatabaseAddress;
import io.spendhub.testing.PostgresResource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * An organization with many rows in every table that has lists, one a minute. All but the oldest
 * rows are alike; what filters of lists ask for is among the oldest, where a walk through all comes
 * last.
 */
record LongHistory(UUID organizationId) {
  static final int ROWS = 20_000;

  /** May leave out the checks of foreign keys, which would take long for so many rows. */
  private static final String SUPERUSER = "postgres";

  private static final String ROWS_OF_EACH =
      """
      create function pg_temp.id(kind int, n int) returns uuid language sql immutable as $$
        select (lpad(to_hex(1700000000000 + 60000::bigint * n), 12, '0') || '7' || lpad(to_hex(kind), 3, '0')
          || '8000000000' || lpad(to_hex(n), 6, '0'))::uuid $$;
      create function pg_temp.at(n int) returns timestamptz language sql immutable as $$
        select to_timestamp(1700000000 + 60 * n) $$;
      create function pg_temp.few(n int) returns int language sql immutable as $$
        select case when n = 1 then 1 else 2 end $$;
      set session_replication_role = replica;

      insert into identity.users select :org, pg_temp.id(1, n), 'user' || n || '@example.com', 'User',
        'ACTIVE', pg_temp.at(n), null, 0 from generate_series(2, :rows) n;
      insert into identity.users select :org, pg_temp.id(1, 1), 'rare@example.com', 'User',
        'INACTIVE', pg_temp.at(1), null, 0;
      insert into identity.teams select :org, pg_temp.id(2, n), 'Team ' || n,
        case when n = 1 then 'DELETED' else 'ACTIVE' end, pg_temp.at(n),
        case when n = 1 then pg_temp.at(n) end, 0 from generate_series(1, :rows) n;
      insert into identity.memberships select :org, pg_temp.id(3, n), pg_temp.id(2, pg_temp.few(n)),
        pg_temp.id(1, n), 'MEMBER', pg_temp.at(n), 0 from generate_series(1, :rows) n;
      insert into identity.api_keys select :org, pg_temp.id(4, n), 'Key',
        sha256((:org || n::text)::bytea), '{wallets:read}', null, pg_temp.at(n), null, 0
        from generate_series(1, :rows) n;

      insert into ledger.accounts (organization_id, id, kind, currency, last_commit_at)
        select :org, pg_temp.id(5, n), 'WALLET', 'GBP', pg_temp.at(n)
        from generate_series(1, :rows) n;
      insert into wallets.wallets select :org, pg_temp.id(5, n),
        case when n <> 3 then pg_temp.id(2, pg_temp.few(n)) end,
        case when n = 3 then pg_temp.id(1, 1) end, 'Wallet', 'GBP',
        (array['FROZEN', 'CLOSED', 'ACTIVE'])[least(n, 3)], '{}', 0, pg_temp.at(n)
        from generate_series(1, :rows) n;
      insert into cards.cards (organization_id, id, wallet_id, holder_id, lineage_id, type, status,
          created_at)
        select :org, pg_temp.id(6, n), pg_temp.id(5, pg_temp.few(n)),
          pg_temp.id(1, pg_temp.few(n)), pg_temp.id(6, n), 'VIRTUAL',
          (array['FROZEN', 'PENDING_ACTIVATION', 'CLOSED', 'ACTIVE'])[least(n, 4)], pg_temp.at(n)
        from generate_series(1, :rows) n;

      insert into authorizations.authorizations (organization_id, id, card_id, wallet_id, origin,
          decision, decline_code, status, currency, requested_amount, approved_amount, held_amount,
          cleared_amount, released_amount, merchant_name, metadata, occurred_at, imported,
          created_at)
        select :org, pg_temp.id(7, n), pg_temp.id(6, pg_temp.few(n)),
          pg_temp.id(5, pg_temp.few(n)), 'AUTHORIZATION',
          case status when 'DECLINED' then status else 'APPROVED' end,
          case status when 'DECLINED' then 'insufficient_funds' end, status, 'GBP', 2,
          case status when 'DECLINED' then 0 else 2 end,
          case status when 'PENDING' then 2 when 'PARTIALLY_CLEARED' then 1 else 0 end,
          case status when 'CLEARED' then 2 when 'PARTIALLY_CLEARED' then 1 else 0 end,
          case when status in ('REVERSED', 'EXPIRED') then 2 else 0 end, 'Merchant', '{}',
          pg_temp.at(n), false, pg_temp.at(n)
        from (select n, (array['PENDING', 'DECLINED', 'REVERSED', 'EXPIRED', 'PARTIALLY_CLEARED',
                'CLEARED'])[least(n, 6)] as status from generate_series(1, :rows) n) purchases;
      insert into authorizations.operations (organization_id, id, authorization_id, kind, amount,
          decision, late, metadata, created_at)
        select :org, pg_temp.id(8, n), pg_temp.id(7, n), 'CLEARING', 2, 'APPROVED', false, '{}',
          pg_temp.at(n) from generate_series(1, :rows) n;
      insert into ledger.transfers (organization_id, id, commit_id, kind, purpose,
          debit_account_id, credit_account_id, amount, at, subject_id, debit_sequence,
          debit_posted_after, debit_held_after)
        select :org, pg_temp.id(9, n), pg_temp.id(10, n), 'HOLD', 'HOLD', pg_temp.id(5, 2), :org, 2,
          pg_temp.at(n), pg_temp.id(7, n), n, 0, 2 from generate_series(1, :rows) n;
      insert into ledger.commits select :org, pg_temp.id(10, n), pg_temp.at(n), sha256(''),
        n + 1000, sha256('') from generate_series(1, :rows) n;
      insert into platform.events select :org, pg_temp.id(10, n), 0, pg_temp.id(11, n),
        'authorization.approved', pg_temp.at(n), pg_temp.id(7, n), 'r', '{}'
        from generate_series(1, :rows) n where n = 1 or n > :rows / 2;

      insert into platform.audit_lines (organization_id, id, commit_id, created_at, actor_type,
          actor_id, request_id, action, subject, changes)
        select :org, pg_temp.id(26, n), pg_temp.id(10, n), pg_temp.at(n), 'API_KEY',
          pg_temp.id(4, pg_temp.few(n)), 'r', case when n = 1 then 'card.frozen' else 'card.updated' end,
          pg_temp.id(6, pg_temp.few(n)), '[]' from generate_series(1, :rows) n;

      insert into ledger.accounts (organization_id, id, kind, currency, last_commit_at)
        select :org, pg_temp.id(20, n), 'CAMPAIGN', 'GBP', pg_temp.at(n)
        from generate_series(1, :rows) n;
      insert into vouchers.campaigns (organization_id, id, name, type, status, currency, terms,
          created_at)
        select :org, pg_temp.id(20, n), 'Campaign', case when n = 1 then 'GIFT_CARD' else 'DISCOUNT' end,
          (array['ACTIVE', 'ACTIVE', 'DRAFT', 'PAUSED', 'ENDED'])[least(n, 5)], 'GBP',
          (select terms from vouchers.campaigns where organization_id = :org limit 1), pg_temp.at(n) from generate_series(1, :rows) n;
      insert into vouchers.campaign_usage (organization_id, campaign_id, issued)
        select :org, pg_temp.id(20, n), 1 from generate_series(1, :rows) n;
      insert into vouchers.vouchers (organization_id, id, campaign_id, code, code_key, status,
          holder, balance, amount, redemptions, created_at)
        select :org, pg_temp.id(21, n), pg_temp.id(20, pg_temp.few(n)), 'C' || n, 'C' || n,
          case when n = 2 then 'DISABLED' else 'ACTIVE' end, case when n = 1 then 'rare' end,
          case when n = 1 then 50 else 0 end, 50, case when n = 1 then 0 else 1 end, pg_temp.at(n)
        from generate_series(1, :rows) n;
      insert into vouchers.redemptions (organization_id, id, campaign_id, voucher_id, holder, shop,
          order_id, currency, amount, metadata, created_at)
        select :org, pg_temp.id(22, n), pg_temp.id(20, pg_temp.few(n)),
          pg_temp.id(21, pg_temp.few(n)), t.text, t.text, t.text, 'GBP', 30, '{}', pg_temp.at(n)
        from generate_series(1, :rows) n
        cross join lateral (select case when n = 1 then 'rare' else 'usual' end as text) t;
      insert into vouchers.jobs (organization_id, id, kind, campaign_id, code, status, total,
          request_id, next_at, created_at)
        select :org, pg_temp.id(23, n), 'GENERATION', pg_temp.id(20, pg_temp.few(n)), '{}',
          (array['FAILED', 'CANCELLED', 'DONE'])[least(n, 3)], 10, 'r', pg_temp.at(n), pg_temp.at(n)
        from generate_series(1, :rows) n;
      insert into vouchers.holders (organization_id, id, name, status, created_at)
        select :org, pg_temp.id(24, n), case when n = 1 then 'rare' else 'holder' || n end,
          case when n = 2 then 'BLOCKED' else 'ACTIVE' end, pg_temp.at(n)
        from generate_series(1, :rows) n;
      insert into vouchers.shops (organization_id, id, name, created_at)
        select :org, pg_temp.id(25, n), case when n = 1 then 'rare' else 'shop' || n end,
          pg_temp.at(n) from generate_series(1, :rows) n;

      insert into webhooks.endpoints (organization_id, id, url, events, status, disabled_reason,
          secret, created_at)
        select :org, pg_temp.id(30, n), 'https://hooks.example.com/', '{*}', 'DISABLED', 'ASKED',
          '', pg_temp.at(n) from generate_series(1, :rows) n;
      insert into webhooks.deliveries (organization_id, id, endpoint_id, event_id, event_type,
          sequence, status, since, finished_at, created_at)
        select :org, pg_temp.id(32, n), pg_temp.id(30, pg_temp.few(n)), pg_temp.id(31, n),
          'wallet.created', n, status, pg_temp.at(n),
          case when status <> 'PENDING' then pg_temp.at(n) end, pg_temp.at(n)
        from (select n, (array['PENDING', 'PENDING', 'FAILED', 'DELIVERED'])[least(n, 4)] as status
              from generate_series(1, :rows) n) told;
      """;

  private static final String TABLES =
      """
      identity.users, identity.teams, identity.memberships, identity.api_keys, ledger.accounts,
      wallets.wallets, cards.cards, authorizations.authorizations, authorizations.operations,
      ledger.transfers, ledger.commits, platform.events, platform.audit_lines, vouchers.campaigns,
      vouchers.campaign_usage, vouchers.vouchers, vouchers.redemptions, vouchers.jobs,
      vouchers.holders, vouchers.shops, webhooks.endpoints, webhooks.deliveries\
      """;

  /** The id of the nth row of a kind. */
  static UUID id(int kind, int n) {
    return UUID.fromString(
        "%012x".formatted(1_700_000_000_000L + 60_000L * n).replaceFirst("^(.{8})", "$1-")
            + "-7%03x-8000-000000%06x".formatted(kind, n));
  }

  void write() {
    execute(
        ROWS_OF_EACH
            .replace(":org", "'" + organizationId + "'::uuid")
            .replace(":rows", String.valueOf(ROWS)),
        "analyze " + TABLES);
  }

  /** Nothing of it proves itself, and other tests prove all that there is. */
  void delete() {
    for (String table : TABLES.strip().split(",\\s*", -1)) {
      execute(
          "set session_replication_role = replica",
          "delete from " + table + " where organization_id = '" + organizationId + "'",
          "analyze " + table);
    }
  }

  private static void execute(String... statements) {
    DatabaseAddress database = PostgresResource.address();
    try (Connection connection =
            DriverManager.getConnection(database.url(), SUPERUSER, database.password());
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
