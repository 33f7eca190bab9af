-- What every context needs and none owns: answers by idempotency key, and the events of commits.
create schema platform;

-- One row per Idempotency-Key that had an effect, written in the transaction of that effect.
-- The key is random, so the primary key is the only index on it; rows leave after 31 days in the
-- order of created_at, which a block range index finds without a cost per insert. No foreign key:
-- it would lock the organization's row, the hottest there is, once per command.
create table platform.idempotency_keys (
  organization_id uuid not null,
  key_hash bytea not null check (octet_length(key_hash) = 16),
  fingerprint bytea not null check (octet_length(fingerprint) = 32),
  status smallint not null check (status between 200 and 499),
  body text not null,
  created_at timestamptz not null,
  primary key (organization_id, key_hash)
);
create index idempotency_keys_created on platform.idempotency_keys using brin (created_at);

-- Append-only. Keyed by the commit that wrote them, whose number gives their order in the feed.
-- data is json, not jsonb: its text is digested and must come back as it was written.
create table platform.events (
  organization_id uuid not null,
  commit_id uuid not null,
  ordinal integer not null check (ordinal >= 0),
  id uuid not null,
  type text not null check (type ~ '^[a-z_]+\.[a-z_]+$'),
  at timestamptz not null,
  subject uuid not null,
  request_id text not null,
  data json not null,
  primary key (organization_id, commit_id, ordinal)
);
