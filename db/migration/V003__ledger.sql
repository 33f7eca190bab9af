create schema ledger;

-- A guarded account (WALLET) is locked by every command that moves its money; its row carries the
-- four counters, the number of its last entry and the time of the last commit that held its lock.
-- System accounts have no floor to guard: no row of theirs is ever touched, their balance is the
-- sum of their transfers.
-- No index holds a column that changes, and the free room keeps updates in their page (HOT).
create table ledger.accounts (
  organization_id uuid not null references identity.organizations,
  id uuid not null,
  kind text not null check (kind in ('WALLET', 'FUNDING', 'SETTLEMENT')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  debits_posted bigint not null default 0 check (debits_posted >= 0),
  credits_posted bigint not null default 0 check (credits_posted >= 0),
  holds_opened bigint not null default 0 check (holds_opened >= 0),
  holds_resolved bigint not null default 0 check (holds_resolved >= 0),
  last_sequence bigint not null default 0 check (last_sequence >= 0),
  last_commit_at timestamptz not null,
  primary key (organization_id, id),
  check (holds_resolved <= holds_opened),
  check (kind = 'WALLET'
    or debits_posted + credits_posted + holds_opened + holds_resolved + last_sequence = 0)
) with (fillfactor = 50);
create unique index accounts_system on ledger.accounts (organization_id, currency, kind)
  where kind <> 'WALLET';

-- Append-only. One row debits one account and credits another. For each side that is a guarded
-- account the row is also its statement entry: the number and what the account stood at after it.
-- Time never goes back within an account, so (at, sequence) is the order of a statement, and one
-- index a side serves pages, periods and the balance at any instant.
-- Unpartitioned; ids grow with time, so partitions by range of id can be attached later.
create table ledger.transfers (
  organization_id uuid not null,
  id uuid not null,
  commit_id uuid not null,
  kind text not null check (kind in ('POSTED', 'HOLD', 'POST_HOLD', 'RELEASE')),
  purpose text not null check (purpose ~ '^[A-Z_]+$'),
  debit_account_id uuid not null,
  credit_account_id uuid not null,
  amount bigint not null check (amount > 0),
  at timestamptz not null,
  subject_id uuid,
  operation_id uuid,
  reference text,
  debit_sequence bigint,
  debit_posted_after bigint,
  debit_held_after bigint,
  credit_sequence bigint,
  credit_posted_after bigint,
  credit_held_after bigint,
  primary key (organization_id, id),
  check (debit_account_id <> credit_account_id),
  check (num_nonnulls(debit_sequence, debit_posted_after, debit_held_after) in (0, 3)),
  check (num_nonnulls(credit_sequence, credit_posted_after, credit_held_after) in (0, 3)),
  check (num_nonnulls(debit_sequence, credit_sequence) > 0)
);
create index transfers_debit on ledger.transfers
  (organization_id, debit_account_id, at, debit_sequence) where debit_sequence is not null;
create index transfers_credit on ledger.transfers
  (organization_id, credit_account_id, at, credit_sequence) where credit_sequence is not null;

-- One row per transaction that wrote something, with the digest of its transfers and events.
-- The sealer numbers visible commits without a gap and chains them: hash = H(previous || digest).
create table ledger.commits (
  organization_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  digest bytea not null check (octet_length(digest) = 32),
  number bigint check (number > 0),
  hash bytea check (octet_length(hash) = 32),
  primary key (organization_id, id),
  check ((number is null) = (hash is null))
);
create unique index commits_number on ledger.commits (organization_id, number)
  where number is not null;
create index commits_unsealed on ledger.commits (organization_id, at, id) where number is null;
