-- A campaign is a guarded account like a wallet. It pays for what its vouchers give: it has no floor,
-- what it gave is what it stands below zero by. What gift cards and wallet credits still carry is
-- VOUCHER_LIABILITY; what shops are owed for the vouchers they took is VOUCHER_SETTLEMENT.
alter table ledger.accounts drop constraint accounts_kind_check;
alter table ledger.accounts drop constraint accounts_check1;
alter table ledger.accounts add constraint accounts_kind_known check (kind in
  ('WALLET', 'CAMPAIGN', 'FUNDING', 'SETTLEMENT', 'VOUCHER_LIABILITY', 'VOUCHER_SETTLEMENT'));
alter table ledger.accounts add constraint accounts_unguarded_untouched check
  (kind in ('WALLET', 'CAMPAIGN')
    or debits_posted + credits_posted + holds_opened + holds_resolved + last_sequence = 0);
create unique index accounts_unguarded on ledger.accounts (organization_id, currency, kind)
  where kind not in ('WALLET', 'CAMPAIGN');
drop index ledger.accounts_system;

create schema vouchers;

-- The id is also the id of the campaign's ledger account, which is the row that commands lock: it is
-- the root of the campaign's vouchers, counters, reservations and redemptions.
create table vouchers.campaigns (
  organization_id uuid not null references identity.organizations,
  id uuid not null,
  name text not null,
  type text not null check (type in ('DISCOUNT', 'GIFT_CARD', 'WALLET_CREDIT')),
  status text not null check (status in ('DRAFT', 'ACTIVE', 'PAUSED', 'ENDED')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  terms jsonb not null default '{}',
  metadata jsonb not null default '{}',
  version bigint not null default 0,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, id) references ledger.accounts
);

-- What a campaign has given and holds, so that a decision never reads history; amounts in minor
-- units. open_amount is what its vouchers still carry, reservations included. published_up_to is the
-- last voucher that was given to a holder: those before it are taken.
create table vouchers.campaign_usage (
  organization_id uuid not null,
  campaign_id uuid not null,
  issued bigint not null default 0 check (issued >= 0),
  redemptions bigint not null default 0 check (redemptions >= 0),
  reserved bigint not null default 0 check (reserved >= 0),
  spent_amount bigint not null default 0 check (spent_amount >= 0),
  reserved_amount bigint not null default 0 check (reserved_amount >= 0),
  open_amount bigint not null default 0 check (open_amount >= 0),
  published_up_to uuid,
  primary key (organization_id, campaign_id),
  foreign key (organization_id, campaign_id) references vouchers.campaigns
) with (fillfactor = 50);

-- code_key is what codes are told apart by: the code without separators in upper case or, where
-- codes are shown only once, a keyed hash of that; such a voucher has no code here. No foreign key: a
-- generation inserts millions, and its campaign is locked or never deleted.
create table vouchers.vouchers (
  organization_id uuid not null,
  id uuid not null,
  campaign_id uuid not null,
  code text,
  code_key text not null,
  status text not null default 'ACTIVE' check (status in ('ACTIVE', 'DISABLED')),
  holder text,
  published_at timestamptz,
  expires_at timestamptz,
  amount bigint not null default 0 check (amount >= 0),
  balance bigint not null default 0 check (balance >= 0),
  reserved_amount bigint not null default 0 check (reserved_amount >= 0),
  redemptions bigint not null default 0 check (redemptions >= 0),
  reserved bigint not null default 0 check (reserved >= 0),
  released_at timestamptz,
  created_at timestamptz not null,
  primary key (organization_id, id),
  check (balance <= amount)
) with (fillfactor = 80);
create unique index vouchers_code on vouchers.vouchers (organization_id, code_key);
create index vouchers_campaign on vouchers.vouchers (organization_id, campaign_id, id);
create index vouchers_holder on vouchers.vouchers (organization_id, holder, id)
  where holder is not null;
-- What expired and may still carry something; released_at changes once in a voucher's life.
create index vouchers_expiry on vouchers.vouchers (expires_at)
  where expires_at is not null and released_at is null;

create table vouchers.holder_usage (
  organization_id uuid not null,
  campaign_id uuid not null,
  holder text not null,
  redemptions bigint not null check (redemptions >= 0),
  reserved bigint not null check (reserved >= 0),
  primary key (organization_id, campaign_id, holder)
) with (fillfactor = 70);

-- Everything but rolled_back_amount and returned is written once. amount is what the voucher gave;
-- for a purchase by card, what it stands at after holds were given back, of promised_amount.
create table vouchers.redemptions (
  organization_id uuid not null,
  id uuid not null,
  campaign_id uuid not null,
  voucher_id uuid not null,
  holder text,
  shop text,
  order_id text,
  order_amount bigint check (order_amount > 0),
  currency text not null,
  amount bigint not null check (amount >= 0),
  rolled_back_amount bigint not null default 0,
  returned boolean not null default false,
  wallet_id uuid,
  reservation_id uuid,
  authorization_id uuid,
  metadata json not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, campaign_id) references ledger.accounts,
  check (rolled_back_amount between 0 and amount)
) with (fillfactor = 85);
create index redemptions_campaign on vouchers.redemptions (organization_id, campaign_id, id);
create index redemptions_voucher on vouchers.redemptions (organization_id, voucher_id, id);
create index redemptions_order on vouchers.redemptions (organization_id, order_id)
  where order_id is not null;

-- Append-only.
create table vouchers.rollbacks (
  organization_id uuid not null,
  id uuid not null,
  redemption_id uuid not null,
  amount bigint not null check (amount >= 0),
  created_at timestamptz not null,
  primary key (organization_id, id)
);
create index rollbacks_redemption on vouchers.rollbacks (organization_id, redemption_id, id);

-- Orders whose vouchers are counted together: the row is locked, after the accounts, by whoever adds
-- a voucher to the order.
create table vouchers.orders (
  organization_id uuid not null,
  id text not null,
  primary key (organization_id, id)
);

create table vouchers.reservations (
  organization_id uuid not null,
  id uuid not null,
  campaign_id uuid not null,
  voucher_id uuid not null,
  holder text,
  shop text,
  order_id text,
  amount bigint not null check (amount >= 0),
  request json not null,
  status text not null check (status in ('ACTIVE', 'REDEEMED', 'RELEASED', 'EXPIRED')),
  expires_at timestamptz not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, campaign_id) references ledger.accounts
);
create index reservations_due on vouchers.reservations (organization_id, campaign_id, expires_at)
  where status = 'ACTIVE';
create index reservations_order on vouchers.reservations (organization_id, order_id)
  where order_id is not null and status = 'ACTIVE';

-- People and programs that hold vouchers, as far as the organization says something of them; name is
-- what redemptions call them.
create table vouchers.holders (
  organization_id uuid not null references identity.organizations,
  id uuid not null,
  name text not null,
  status text not null check (status in ('ACTIVE', 'BLOCKED')),
  metadata jsonb not null default '{}',
  version bigint not null default 0,
  created_at timestamptz not null,
  primary key (organization_id, id),
  constraint holders_name_once unique (organization_id, name)
);

-- accepts is null where a shop takes the vouchers of every campaign.
create table vouchers.shops (
  organization_id uuid not null references identity.organizations,
  id uuid not null,
  name text not null,
  accepts uuid[],
  metadata jsonb not null default '{}',
  version bigint not null default 0,
  created_at timestamptz not null,
  primary key (organization_id, id),
  constraint shops_name_once unique (organization_id, name)
);

create table vouchers.publications (
  organization_id uuid not null,
  id uuid not null,
  campaign_id uuid not null,
  voucher_id uuid not null,
  holder text not null,
  source_id text not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  constraint publications_source_once unique (organization_id, campaign_id, source_id)
);

-- Work of many transactions, each of which moves done forward with what it did. code is the format
-- of its codes for good. next_index is how many codes were drawn; taken are the numbers of those
-- that another voucher had already. next_at is when the job may be worked on next.
create table vouchers.jobs (
  organization_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('GENERATION')),
  campaign_id uuid not null,
  code json not null,
  status text not null check (status in ('PENDING', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
  total bigint not null check (total > 0),
  done bigint not null default 0 check (done between 0 and total),
  next_index bigint not null default 0 check (next_index >= done),
  taken bigint[] not null default '{}',
  failure text,
  request_id text not null,
  codes_shown_at timestamptz,
  next_at timestamptz not null,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, campaign_id) references ledger.accounts
);
create index jobs_open on vouchers.jobs (next_at) where status in ('PENDING', 'RUNNING');
create index jobs_campaign on vouchers.jobs (organization_id, campaign_id, id);
