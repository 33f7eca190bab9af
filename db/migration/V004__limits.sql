create schema limits;

-- owner_id is a wallet, or the first card of a line of replacements, which share their limits.
create table limits.spending_limits (
  organization_id uuid not null references identity.organizations,
  id uuid not null,
  owner_id uuid not null,
  "window" text not null check ("window" in
    ('PER_AUTHORIZATION', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY', 'LIFETIME')),
  amount bigint check (amount >= 0),
  count bigint check (count >= 0),
  timezone text not null,
  week_start smallint not null default 1 check (week_start between 1 and 7),
  version bigint not null default 0,
  primary key (organization_id, id),
  unique (organization_id, owner_id, "window"),
  check (num_nonnulls(amount, count) > 0),
  check ("window" <> 'PER_AUTHORIZATION' or (amount is not null and count is null))
);

-- What authorizations of one window count together, so that a decision never reads history.
-- Written under the lock of the wallet that the spending draws on.
create table limits.counters (
  organization_id uuid not null,
  limit_id uuid not null,
  window_start timestamptz not null,
  used_amount bigint not null check (used_amount >= 0),
  used_count bigint not null check (used_count >= 0),
  primary key (organization_id, limit_id, window_start),
  foreign key (organization_id, limit_id) references limits.spending_limits on delete cascade
) with (fillfactor = 70);
