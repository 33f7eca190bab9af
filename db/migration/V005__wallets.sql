create schema wallets;

-- The id is also the id of the wallet's ledger account, which is the row that commands lock.
create table wallets.wallets (
  organization_id uuid not null references identity.organizations,
  id uuid not null,
  owner_team_id uuid,
  owner_user_id uuid,
  name text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  status text not null check (status in ('ACTIVE', 'FROZEN', 'CLOSED')),
  metadata jsonb not null default '{}',
  version bigint not null default 0,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, id) references ledger.accounts,
  foreign key (organization_id, owner_team_id) references identity.teams,
  foreign key (organization_id, owner_user_id) references identity.users,
  check (num_nonnulls(owner_team_id, owner_user_id) = 1)
);
create index wallets_team on wallets.wallets (organization_id, owner_team_id, id)
  where owner_team_id is not null;
create index wallets_user on wallets.wallets (organization_id, owner_user_id, id)
  where owner_user_id is not null;
