-- What a person may do, and who signs in as which user. The version before this one adds users
-- without a role, who then are what may do least.
-- Outside of a transaction, because of the index: each statement may be run again after a start
-- that was broken off. The others are instant, and wait no longer for a lock than any may.
alter table identity.users add column if not exists role text not null default 'MEMBER'
  constraint users_role_known check (role in ('OWNER', 'ADMIN', 'FINANCE', 'AUDITOR', 'MEMBER'));

-- The account at the provider that a user has signed in with, beside the user's own row because it
-- is no part of what PATCH changes. The id is the user's.
create table if not exists identity.subjects (
  organization_id uuid not null,
  id uuid not null,
  issuer text not null,
  subject text not null,
  bound_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, id) references identity.users (organization_id, id),
  constraint subjects_lengths check (char_length(issuer) between 1 and 1000
    and char_length(subject) between 1 and 255)
);

-- Owners and the organization's settings have a scope of their own. Whoever had every scope has it.
update identity.api_keys set scopes = array_append(scopes, 'organization:write')
where revoked_at is null and not scopes @> array['organization:write'] and scopes @> array[
  'users:read', 'users:write', 'teams:read', 'teams:write', 'wallets:read', 'wallets:write',
  'cards:read', 'cards:write', 'authorizations:read', 'authorizations:write',
  'authorizations:import', 'vouchers:read', 'vouchers:write', 'ledger:read', 'ledger:write',
  'events:read', 'events:write', 'api-keys:read', 'api-keys:write'];

-- A person may leave out which organization is meant, and is looked for in all of them then. The
-- index of each organization's addresses begins with the organization, so this needs its own.
set lock_timeout = 0;
drop index concurrently if exists identity.users_active_email;
create index concurrently users_active_email on identity.users
  ((lower(email collate "und-x-icu")) collate "C") where status = 'ACTIVE';
-- The last owner stays, so each change of one looks for another.
drop index concurrently if exists identity.users_owner;
create index concurrently users_owner on identity.users (organization_id, id)
  where role = 'OWNER' and status = 'ACTIVE';
set lock_timeout = '10s';
