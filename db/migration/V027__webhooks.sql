-- Who is told of events, how far each has been told, and what became of each telling.
create schema webhooks;

-- A secret is sealed: it is needed in clear to sign with, and the database alone must not tell it.
create table webhooks.endpoints (
  organization_id uuid not null references identity.organizations,
  id uuid not null,
  url text not null check (char_length(url) between 1 and 2000),
  events text[] not null check (cardinality(events) between 1 and 100),
  description text check (char_length(description) between 1 and 255),
  status text not null check (status in ('ENABLED', 'DISABLED')),
  disabled_reason text check (disabled_reason in ('ASKED', 'GONE', 'FAILING')),
  failing_since timestamptz,
  secret bytea not null,
  old_secret bytea,
  old_secret_until timestamptz,
  version bigint not null default 0,
  created_at timestamptz not null,
  primary key (organization_id, id),
  check ((status = 'DISABLED') = (disabled_reason is not null)),
  check ((old_secret is null) = (old_secret_until is null))
);

-- Readers of the feed. Each endpoint has one with its own id that never ends, and one more for each
-- replay. Deliveries of what was read are written in the transaction that moves it on.
create table webhooks.cursors (
  organization_id uuid not null,
  id uuid not null,
  endpoint_id uuid not null,
  after_commit bigint not null check (after_commit >= 0),
  after_ordinal bigint not null check (after_ordinal >= 0),
  until_commit bigint check (until_commit >= 0),
  until_ordinal bigint check (until_ordinal >= 0),
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, endpoint_id)
    references webhooks.endpoints (organization_id, id) on delete cascade,
  check ((until_commit is null) = (id = endpoint_id)),
  check ((until_commit is null) = (until_ordinal is null))
);
create index cursors_by_endpoint on webhooks.cursors (organization_id, endpoint_id);

-- One event told to one endpoint. What is told stands in the feed at its sequence; body is there for
-- what is in no feed. due_at is when the next attempt may begin: whoever begins one sets it behind
-- the longest that this may take, so that another process tries again after one that was killed.
-- No foreign key to the endpoint: the deliveries of one that was deleted are many, and go later.
create table webhooks.deliveries (
  organization_id uuid not null,
  id uuid not null,
  endpoint_id uuid not null,
  event_id uuid not null,
  event_type text not null,
  sequence bigint check (sequence >= 0),
  body text,
  status text not null check (status in ('PENDING', 'DELIVERED', 'FAILED')),
  attempts smallint not null default 0 check (attempts >= 0),
  due_at timestamptz not null default now(),
  since timestamptz not null,
  attempted_at timestamptz,
  response_status smallint,
  failure text,
  finished_at timestamptz,
  created_at timestamptz not null,
  primary key (organization_id, id),
  check ((sequence is null) = (body is not null)),
  check ((status = 'PENDING') = (finished_at is null))
) with (fillfactor = 80);
create index deliveries_by_endpoint on webhooks.deliveries (organization_id, endpoint_id, id);
create index deliveries_pending on webhooks.deliveries (organization_id, endpoint_id, due_at)
  where status = 'PENDING';

-- A key that could do everything can do this as well; else nobody could grant it in organizations
-- that are there already, for nobody grants what they lack.
update identity.api_keys
set scopes = array(select distinct scope
                   from unnest(scopes || array['webhooks:read', 'webhooks:write']) as scope
                   order by scope)
where revoked_at is null
  and scopes @> array['users:read', 'users:write', 'teams:read', 'teams:write', 'wallets:read',
    'wallets:write', 'cards:read', 'cards:write', 'authorizations:read', 'authorizations:write',
    'authorizations:import', 'vouchers:read', 'vouchers:write', 'ledger:read', 'ledger:write',
    'events:read', 'events:write', 'api-keys:read', 'api-keys:write'];
