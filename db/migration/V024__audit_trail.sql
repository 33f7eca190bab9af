-- Who changed what: a line for each change that is not itself money, written in its transaction.
-- Append-only. changes is json, not jsonb: its text is digested and must come back as it was written.
-- Changes of configuration are few, so each filter of the list has an index that ends in the id. No
-- foreign key: it would lock what the change has not locked.
create table platform.audit_lines (
  organization_id uuid not null,
  id uuid not null,
  commit_id uuid not null,
  created_at timestamptz not null,
  actor_type text not null check (actor_type in ('OPERATOR', 'API_KEY', 'USER', 'SYSTEM')),
  actor_id uuid,
  actor_name text,
  request_id text not null,
  address text,
  action text not null check (action ~ '^[a-z_]+\.[a-z_]+$'),
  subject uuid not null,
  changes json not null,
  primary key (organization_id, id),
  check ((actor_type in ('API_KEY', 'USER')) = (actor_id is not null))
);
create index audit_lines_subject on platform.audit_lines (organization_id, subject, id);
create index audit_lines_actor on platform.audit_lines (organization_id, actor_id, id);
create index audit_lines_action on platform.audit_lines (organization_id, action, id);

-- The commit keeps a digest of its lines, which its own digest covers, as that of its answers. Commits
-- that were made before, or by a version before, have none.
alter table ledger.commits add column audit_digest bytea;
alter table ledger.commits add constraint commits_audit_digest_whole
  check (octet_length(audit_digest) = 32) not valid;

-- Nobody grants a scope that they lack, so a new scope has to begin somewhere: with the keys that have
-- all of those before it, as the first key of each organization. Names stand in their order.
update identity.api_keys
set scopes = (select array_agg(name order by name collate "C")
              from unnest(array_append(scopes, 'audit:read')) as name)
where scopes @> array['users:read', 'users:write', 'teams:read', 'teams:write', 'wallets:read',
    'wallets:write', 'cards:read', 'cards:write', 'authorizations:read', 'authorizations:write',
    'authorizations:import', 'vouchers:read', 'vouchers:write', 'ledger:read', 'ledger:write',
    'events:read', 'events:write', 'api-keys:read', 'api-keys:write']
  and not scopes @> array['audit:read'];
