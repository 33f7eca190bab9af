create schema authorizations;

-- The amounts and the status change, everything else is written once. No index holds what changes.
-- The one foreign key is to the row that the writing transaction has locked anyway; cards are never
-- deleted. incremented_amount is what approved increments added to approved_amount.
create table authorizations.authorizations (
  organization_id uuid not null,
  id uuid not null,
  card_id uuid not null,
  wallet_id uuid not null,
  origin text not null check (origin in ('AUTHORIZATION', 'FORCE_POST')),
  decision text not null check (decision in ('APPROVED', 'DECLINED')),
  decline_code text,
  decline_detail json,
  status text not null check (status in
    ('DECLINED', 'PENDING', 'PARTIALLY_CLEARED', 'CLEARED', 'REVERSED', 'EXPIRED')),
  currency text not null,
  requested_amount bigint not null check (requested_amount > 0),
  approved_amount bigint not null check (approved_amount >= 0),
  incremented_amount bigint not null default 0 check (incremented_amount >= 0),
  held_amount bigint not null check (held_amount >= 0),
  cleared_amount bigint not null default 0 check (cleared_amount >= 0),
  refunded_amount bigint not null default 0 check (refunded_amount >= 0),
  released_amount bigint not null default 0 check (released_amount >= 0),
  excess_amount bigint not null default 0 check (excess_amount between 0 and cleared_amount),
  merchant_name text not null,
  merchant_mcc text,
  merchant_country text,
  merchant_id text,
  original_amount bigint check (original_amount > 0),
  original_currency text,
  network_reference text,
  metadata json not null,
  occurred_at timestamptz not null,
  imported boolean not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, wallet_id) references ledger.accounts,
  check ((decision = 'DECLINED') = (status = 'DECLINED')),
  check ((decision = 'DECLINED') = (decline_code is not null)),
  check (refunded_amount <= cleared_amount),
  check (approved_amount + incremented_amount
    = held_amount + cleared_amount - excess_amount + released_amount)
) with (fillfactor = 80);
create index authorizations_card on authorizations.authorizations (organization_id, card_id, id);
create index authorizations_wallet on authorizations.authorizations (organization_id, wallet_id, id);

-- Append-only: what was done to an authorization after it was made.
create table authorizations.operations (
  organization_id uuid not null,
  id uuid not null,
  authorization_id uuid not null,
  kind text not null check (kind in
    ('INCREMENT', 'CLEARING', 'REVERSAL', 'REFUND', 'EXPIRY')),
  amount bigint not null check (amount > 0),
  decision text not null check (decision in ('APPROVED', 'DECLINED')),
  decline_code text,
  late boolean not null,
  original_amount bigint check (original_amount > 0),
  original_currency text,
  network_reference text,
  metadata json not null,
  occurred_at timestamptz,
  created_at timestamptz not null,
  primary key (organization_id, id),
  check ((decision = 'DECLINED') = (decline_code is not null))
);
create index operations_authorization on authorizations.operations
  (organization_id, authorization_id, id);

-- Append-only: credits of a merchant that belong to no authorization.
create table authorizations.unlinked_refunds (
  organization_id uuid not null,
  id uuid not null,
  card_id uuid not null,
  wallet_id uuid not null,
  amount bigint not null check (amount > 0),
  currency text not null,
  merchant_name text not null,
  merchant_mcc text,
  merchant_country text,
  merchant_id text,
  original_amount bigint check (original_amount > 0),
  original_currency text,
  network_reference text,
  metadata json not null,
  occurred_at timestamptz not null,
  imported boolean not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, wallet_id) references ledger.accounts
);

-- expires_at never changes, so this index costs nothing when a hold is used. The job that gives
-- back expired holds goes forward through it and remembers how far it came.
create index authorizations_expiry on authorizations.authorizations (expires_at)
  where expires_at is not null;

create table authorizations.expiry_progress (
  only_row boolean primary key default true check (only_row),
  done_up_to timestamptz not null
);
insert into authorizations.expiry_progress (done_up_to) values ('2000-01-01T00:00:00Z');
