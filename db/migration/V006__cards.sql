create schema cards;

-- A number is never stored: only its BIN, its last four digits and a keyed fingerprint.
-- lineage_id is the first card of a line of replacements; limits and single use hang on it.
create table cards.cards (
  organization_id uuid not null references identity.organizations,
  id uuid not null,
  wallet_id uuid not null,
  holder_id uuid not null,
  lineage_id uuid not null,
  type text not null check (type in ('VIRTUAL', 'PHYSICAL', 'SINGLE_USE', 'MERCHANT_LOCKED')),
  status text not null check (status in ('PENDING_ACTIVATION', 'ACTIVE', 'FROZEN', 'CLOSED')),
  memo text,
  bin text check (bin ~ '^[0-9]{6}$'),
  last4 text check (last4 ~ '^[0-9]{4}$'),
  number_fingerprint bytea check (octet_length(number_fingerprint) = 32),
  exp_month smallint check (exp_month between 1 and 12),
  exp_year smallint check (exp_year between 2000 and 9999),
  replaces_card_id uuid,
  token_ref text,
  controls json,
  metadata jsonb not null default '{}',
  version bigint not null default 0,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, wallet_id) references wallets.wallets,
  foreign key (organization_id, holder_id) references identity.users,
  foreign key (organization_id, lineage_id) references cards.cards,
  foreign key (organization_id, replaces_card_id) references cards.cards,
  check (num_nonnulls(exp_month, exp_year) in (0, 2))
);
create index cards_wallet on cards.cards (organization_id, wallet_id, id);
create index cards_holder on cards.cards (organization_id, holder_id, id);
create index cards_lineage on cards.cards (organization_id, lineage_id);
create unique index cards_number on cards.cards (organization_id, number_fingerprint)
  where number_fingerprint is not null and status <> 'CLOSED';
create unique index cards_token_ref on cards.cards (organization_id, token_ref)
  where token_ref is not null;

-- The first purchase of a line of single-use or merchant-locked cards, which binds it for good.
create table cards.first_uses (
  organization_id uuid not null,
  lineage_id uuid not null,
  merchant_key text not null,
  at timestamptz not null,
  primary key (organization_id, lineage_id),
  foreign key (organization_id, lineage_id) references cards.cards
);
