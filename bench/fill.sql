-- An organization with a long history, made in bulk: as `make verify` proves, one that could have come
-- about call by call. For a database that is migrated, and has nothing else to do meanwhile:
--
--   psql "$URL" -v authorizations=1000000 -v vouchers=100000 -f bench/fill.sql
--
-- Per ten purchases nine are approved, held and cleared in full, one is declined. They stand on 1,000
-- wallets and 10,000 cards, unless others are given the same way, twenty in a commit, over 300 days up
-- to now; the answers to those of the last 29 are kept. Each card has a limit a day and each wallet one
-- a month, which stop nothing. Vouchers are gift cards of one campaign, every fourth of them used once.
\set ON_ERROR_STOP on
\if :{?wallets}
\else
  \set wallets 1000
\endif
\if :{?cards}
\else
  \set cards 10000
\endif
\set at_once 20
\set quiet_days 300
set synchronous_commit = off;
set work_mem = '128MB';
set jit = off;

begin;
create schema fill;

-- Arithmetic rather than look-ups: everything about the i-th purchase follows from i.
create function fill.id(ms bigint, kind int, n bigint) returns uuid immutable parallel safe
language sql return (lpad(to_hex(ms), 12, '0') || '7' || lpad(to_hex(kind), 3, '0') || '8'
  || lpad(to_hex(n), 15, '0'))::uuid;
-- One field of a digest: its length in four bytes, and its text.
create function fill.field(value text) returns bytea immutable parallel safe
language sql return int4send(octet_length(value)) || convert_to(value, 'UTF8');
-- As Instant.toString() has it, of times that are not whole milliseconds.
create function fill.text(at timestamptz) returns text immutable parallel safe
language sql return to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

create table fill.facts as
select (:authorizations + :at_once - 1) / :at_once as blocks,
       date_trunc('second', now()) - make_interval(days => :quiet_days) + interval '1 microsecond'
         as began,
       make_interval(days => :quiet_days) / (2 * ((:authorizations + :at_once - 1) / :at_once) + 2)
         as pace,
       fill.id((extract(epoch from now()) * 1000)::bigint - 86400000::bigint * :quiet_days, 1, 1)
         as organization,
       fill.id(0, 9, 1) as funding, fill.id(0, 9, 2) as settlement, fill.id(0, 9, 3) as liability,
       fill.id(0, 9, 4) as shops, fill.id(0, 8, 1) as campaign, fill.id(0, 2, 1) as team,
       fill.id(0, 2, 2) as "user";
update fill.facts set pace = date_trunc('milliseconds', pace);

insert into identity.organizations (id, name, timezone, default_currency, created_at, version)
select organization, 'Bench', 'Europe/London', 'GBP', began, 0 from fill.facts;
insert into identity.teams (organization_id, id, name, status, created_at, version)
select organization, team, 'Bench', 'ACTIVE', began, 0 from fill.facts;
insert into identity.users (organization_id, id, email, name, status, created_at, version)
select organization, "user", 'bench@example.com', 'Bench', 'ACTIVE', began, 0 from fill.facts;

create table fill.wallets as
select w, fill.id(0, 4, w) as id from generate_series(0, :wallets - 1) w;
create table fill.cards as
select c, fill.id(0, 5, c) as id, fill.id(0, 4, c % :wallets) as wallet_id
from generate_series(0, :cards - 1) c;

-- The transactions of purchases: the one of each block that made them, then the one that cleared them.
create table fill.commits as
select k, began + k * pace as at, fill.text(began + k * pace) as at_text,
       (extract(epoch from began + k * pace) * 1000)::bigint as ms,
       fill.id((extract(epoch from began + k * pace) * 1000)::bigint, 3, k) as id
from fill.facts, generate_series(0, 2 * blocks - 1) k;

-- The i-th purchase: the j-th of its wallet, of which the first nine of ten are approved for 100 to
-- 180, and so 1,260 per ten together. before is what the wallet had spent until then.
create table fill.purchases as
select i, i / :at_once as block, fill.id(0, 4, i % :wallets) as wallet_id,
       fill.id(0, 5, i % :cards) as card_id, fill.id(made.ms, 6, i) as id,
       fill.id(cleared.ms, 7, i) as operation_id,
       r < 9 as approved, 100 + 10 * r as amount,
       j / 10 * 1260 + 100 * r + 5 * r * (r - 1) as before, 2 + 2 * (j / 10 * 9 + r) as sequence
from (select i::bigint, i::bigint / :wallets as j, i::bigint / :wallets % 10 as r
      from generate_series(0, :authorizations - 1) i) numbers
join fill.commits made on made.k = 2 * (i / :at_once)
join fill.commits cleared on cleared.k = 2 * (i / :at_once) + 1;

analyze fill.commits, fill.purchases, fill.wallets, fill.cards;

insert into ledger.accounts (organization_id, id, kind, currency, debits_posted, credits_posted,
  holds_opened, holds_resolved, last_sequence, last_commit_at)
select organization, w.id, 'WALLET', 'GBP', coalesce(spent, 0), 1000000000000, coalesce(spent, 0),
       coalesce(spent, 0), 1 + 2 * coalesce(bought, 0), now()
from fill.facts, fill.wallets w
left join (select wallet_id, sum(amount) as spent, count(*) as bought
           from fill.purchases where approved group by wallet_id) p on p.wallet_id = w.id
union all
select organization, u.id, u.kind, 'GBP', 0, 0, 0, 0, 0, began from fill.facts
cross join lateral (values (funding, 'FUNDING'), (settlement, 'SETTLEMENT'),
  (liability, 'VOUCHER_LIABILITY'), (shops, 'VOUCHER_SETTLEMENT')) u (id, kind)
union all
select organization, campaign, 'CAMPAIGN', 'GBP', :vouchers::bigint * 1000
         + (:vouchers + 3) / 4 * 300::bigint, (:vouchers + 3) / 4 * 300::bigint, 0, 0,
       (:vouchers + 999) / 1000 + 2 * ((:vouchers + 3) / 4), now()
from fill.facts;
insert into wallets.wallets (organization_id, id, owner_team_id, name, currency, status, created_at)
select organization, id, team, 'Wallet', 'GBP', 'ACTIVE', began from fill.facts, fill.wallets;
insert into cards.cards (organization_id, id, wallet_id, holder_id, lineage_id, type, status,
  created_at)
select organization, id, wallet_id, "user", id, 'VIRTUAL', 'ACTIVE', began
from fill.facts, fill.cards;

insert into limits.spending_limits (organization_id, id, owner_id, "window", amount, timezone)
select organization, fill.id(0, 17, c), id, 'DAILY', 1000000000000, 'UTC'
from fill.facts, fill.cards
union all
select organization, fill.id(0, 18, w), id, 'MONTHLY', 1000000000000, 'UTC'
from fill.facts, fill.wallets;
insert into limits.counters (organization_id, limit_id, window_start, used_amount, used_count)
select organization, fill.id(0, 17, i % :cards), date_trunc('day', at, 'UTC'), sum(amount), count(*)
from fill.facts, fill.purchases p join fill.commits c on c.k = 2 * p.block where approved
group by 1, 2, 3
union all
select organization, fill.id(0, 18, i % :wallets), date_trunc('month', at, 'UTC'), sum(amount), count(*)
from fill.facts, fill.purchases p join fill.commits c on c.k = 2 * p.block where approved
group by 1, 2, 3;

insert into authorizations.authorizations (organization_id, id, card_id, wallet_id, origin, decision,
  decline_code, status, currency, requested_amount, approved_amount, held_amount, cleared_amount,
  merchant_name, merchant_mcc, metadata, occurred_at, imported, created_at, expires_at)
select organization, p.id, card_id, wallet_id, 'AUTHORIZATION',
       case when approved then 'APPROVED' else 'DECLINED' end,
       case when not approved then 'insufficient_funds' end,
       case when approved then 'CLEARED' else 'DECLINED' end, 'GBP', amount,
       case when approved then amount else 0 end, 0, case when approved then amount else 0 end,
       'Shop ' || i % 5000, '5411', ('{"trip":"' || i % 100 || '"}')::json, at, false, at,
       case when approved then at + interval '7 days' end
from fill.facts, fill.purchases p join fill.commits c on c.k = 2 * p.block;

insert into authorizations.operations (organization_id, id, authorization_id, kind, amount, decision,
  late, metadata, created_at)
select organization, operation_id, p.id, 'CLEARING', amount, 'APPROVED', false, '{}', at
from fill.facts, fill.purchases p join fill.commits c on c.k = 2 * p.block + 1 where approved;

create table fill.transfers as
select c.k, i as n, fill.id(c.ms, 1, i) as id, c.id as commit_id, kind, purpose,
       wallet_id as debit, settlement as credit, amount, c.at, p.id as subject,
       case when kind = 'POST_HOLD' then operation_id end as operation_id,
       sequence + step as debit_sequence,
       1000000000000 - before - case when step = 1 then amount else 0 end as debit_posted,
       case when step = 0 then amount else 0 end as debit_held,
       null::bigint as credit_sequence, null::bigint as credit_posted, null::bigint as credit_held
from fill.facts, fill.purchases p
cross join (values (0, 'HOLD', 'HOLD'), (1, 'POST_HOLD', 'CLEARING')) t (step, kind, purpose)
join fill.commits c on c.k = 2 * p.block + step where approved;

create table fill.events as
select c.k, c.id as commit_id, i % :at_once as ordinal, fill.id(c.ms, 2, i) as id,
       case when step = 1 then 'authorization.cleared'
            when approved then 'authorization.approved' else 'authorization.declined' end as type,
       c.at, p.id as subject,
       concat('{"id":"', p.id, '","cardId":"', card_id, '","walletId":"', wallet_id,
         '","decision":"', case when approved then 'APPROVED","status":"'
           || case when step = 0 then 'PENDING' else 'CLEARED' end
           else 'DECLINED","declineCode":"insufficient_funds","status":"DECLINED' end,
         '","requestedAmount":', amount, ',"approvedAmount":', case when approved then amount else 0 end,
         ',"incrementedAmount":0,"heldAmount":', case when approved and step = 0 then amount else 0 end,
         ',"clearedAmount":', step * amount, ',"refundedAmount":0,"releasedAmount":0,"excessAmount":0',
         ',"currency":"GBP","merchant":{"name":"Shop ', i % 5000, '","mcc":"5411"},"metadata":{"trip":"',
         i % 100, '"}', case when approved then ',"expiresAt":"'
           || fill.text(made.at + interval '7 days') || '"' end,
         ',"createdAt":"', made.at_text, '","operations":[]',
         case when step = 1 then ',"operation":{"id":"' || operation_id
           || '","kind":"CLEARING","amount":' || amount || ',"decision":"APPROVED","late":false'
           || ',"createdAt":"' || c.at_text || '"}' end, '}') as data
from fill.purchases p
cross join (values (0), (1)) t (step)
join fill.commits made on made.k = 2 * p.block
join fill.commits c on c.k = 2 * p.block + step where approved or step = 0;

-- What was before the first purchase and after the last: wallets, cards and vouchers. Commits of
-- theirs are told apart by numbers of their own.
create table fill.others (k bigint, id uuid, at timestamptz);
insert into fill.others select -1, fill.id(0, 3, 9999991), began - interval '2 hours' from fill.facts;
insert into fill.others select -2, fill.id(0, 3, 9999992), began - interval '1 hour' from fill.facts;
insert into fill.others
select -1000 - n, fill.id(0, 3, 100000000 + n), began - interval '1 hour' + (n + 1) * interval '2 ms'
from fill.facts, generate_series(0, (:vouchers + 999) / 1000 - 1) n;
insert into fill.others
select -1000000000 - n, fill.id(0, 3, 1000000000 + n),
       began - interval '1 hour' + ((:vouchers + 999) / 1000 + n + 1) * interval '2 ms'
from fill.facts, generate_series(0, (:vouchers + 3) / 4 / 20) n where :vouchers > 0;

insert into fill.events
select -1, o.id, w, fill.id(0, 10, w), 'wallet.created', o.at, v.id,
       concat('{"id":"', v.id, '","owner":{"type":"TEAM","id":"', team, '"},"name":"Wallet"',
         ',"currency":"GBP","status":"ACTIVE","metadata":{},"createdAt":"', fill.text(began), '"}')
from fill.facts, fill.others o, fill.wallets v where o.k = -1;
insert into fill.events
select -2, o.id, c, fill.id(0, 11, c), 'card.created', o.at, v.id,
       concat('{"id":"', v.id, '","walletId":"', wallet_id, '","holderId":"', "user",
         '","type":"VIRTUAL","status":"ACTIVE","metadata":{},"createdAt":"', fill.text(began), '"}')
from fill.facts, fill.others o, fill.cards v where o.k = -2;
insert into fill.transfers
select -1, w, fill.id(0, 12, w), o.id, 'POSTED', 'TOP_UP', funding, v.id, 1000000000000, o.at, v.id,
       null, null, null, null, 1, 1000000000000, 0
from fill.facts, fill.others o, fill.wallets v where o.k = -1;

insert into vouchers.campaigns (organization_id, id, name, type, status, currency, created_at)
select organization, campaign, 'Gifts', 'GIFT_CARD', 'ACTIVE', 'GBP', began from fill.facts;
insert into vouchers.campaign_usage (organization_id, campaign_id, issued, redemptions, spent_amount,
  open_amount)
select organization, campaign, :vouchers, (:vouchers + 3) / 4, (:vouchers + 3) / 4 * 300::bigint,
       :vouchers * 1000::bigint - (:vouchers + 3) / 4 * 300::bigint from fill.facts;
insert into vouchers.vouchers (organization_id, id, campaign_id, code, code_key, amount, balance,
  redemptions, created_at)
select organization, fill.id(0, 13, v), campaign, 'G' || lpad(v::text, 11, '0'),
       'G' || lpad(v::text, 11, '0'), 1000, case when v % 4 = 0 then 700 else 1000 end,
       case when v % 4 = 0 then 1 else 0 end, began
from fill.facts, generate_series(0, :vouchers - 1) v;
insert into vouchers.redemptions (organization_id, id, campaign_id, voucher_id, currency, amount,
  metadata, created_at)
select organization, fill.id(0, 14, v), campaign, fill.id(0, 13, v), 'GBP', 300, '{}', began
from fill.facts, generate_series(0, :vouchers - 1, 4) v;

insert into fill.transfers
select o.k, n, fill.id(0, 15, n), o.id, 'POSTED', 'VOUCHER_ISSUE', campaign, liability,
       least(1000, :vouchers - n * 1000) * 1000, o.at, campaign, null, n + 1,
       -least((n + 1) * 1000, :vouchers) * 1000, 0, null, null, null
from fill.facts, generate_series(0::bigint, (:vouchers + 999) / 1000 - 1) n
join fill.others o on o.k = -1000 - n;
insert into fill.transfers
select o.k, 2 * u + step, fill.id(0, 16, 2 * u + step), o.id, 'POSTED', purpose,
       case when step = 0 then liability else campaign end,
       case when step = 0 then campaign else shops end, 300, o.at, fill.id(0, 14, 4 * u), null,
       case when step = 1 then (:vouchers + 999) / 1000 + 2 * u + 2 end,
       case when step = 1 then -:vouchers * 1000::bigint end, case when step = 1 then 0 end,
       case when step = 0 then (:vouchers + 999) / 1000 + 2 * u + 1 end,
       case when step = 0 then 300 - :vouchers * 1000::bigint end, case when step = 0 then 0 end
from fill.facts, generate_series(0::bigint, (:vouchers + 3) / 4 - 1) u
cross join (values (0, 'VOUCHER_DRAW'), (1, 'REDEMPTION')) t (step, purpose)
join fill.others o on o.k = -1000000000 - u / 20;

analyze fill.transfers, fill.events;

insert into ledger.transfers (organization_id, id, commit_id, kind, purpose, debit_account_id,
  credit_account_id, amount, at, subject_id, operation_id, debit_sequence, debit_posted_after,
  debit_held_after, credit_sequence, credit_posted_after, credit_held_after)
select organization, id, commit_id, kind, purpose, debit, credit, amount, at, subject, operation_id,
       debit_sequence, debit_posted, debit_held, credit_sequence, credit_posted, credit_held
from fill.facts, fill.transfers;
insert into platform.events (organization_id, commit_id, ordinal, id, type, at, subject, request_id,
  data)
select organization, commit_id, ordinal, id, type, at, subject, 'bench', data::json
from fill.facts, fill.events;

-- The answers to the purchases of the last 29 days.
create table fill.answers as
select k, commit_id, substr(sha256(convert_to(id::text, 'UTF8')), 1, 16) as key_hash,
       sha256(convert_to('bench' || id, 'UTF8')) as fingerprint, 201 as status, data as body, at
from fill.events where k >= 0 and k % 2 = 0 and at > now() - interval '29 days';
insert into platform.idempotency_keys (organization_id, key_hash, fingerprint, status, body,
  created_at, commit_id)
select organization, key_hash, fingerprint, status, body, at, commit_id
from fill.facts, fill.answers;

create table fill.digests as
with rows as (
  select commit_id, 1 as part, n,
         fill.field('transfer') || fill.field(id::text) || fill.field(kind)
           || fill.field(purpose) || fill.field(debit::text) || fill.field(credit::text)
           || fill.field(amount::text) || fill.field(fill.text(at))
           || fill.field(coalesce(subject::text, ''))
           || fill.field(coalesce(operation_id::text, '')) || fill.field('') as bytes
  from fill.transfers
  union all
  select commit_id, 2, ordinal,
         fill.field('event') || fill.field(id::text) || fill.field(type)
           || fill.field(fill.text(at)) || fill.field(subject::text) || fill.field('bench')
           || fill.field(data)
  from fill.events),
answered as (
  select commit_id, sha256(string_agg(fill.field(encode(key_hash, 'hex'))
    || fill.field(encode(fingerprint, 'hex')) || fill.field(status::text)
    || fill.field(encode(sha256(convert_to(body, 'UTF8')), 'hex')), '' order by key_hash)) as digest
  from fill.answers group by commit_id)
select r.commit_id, a.digest as answers_digest,
       sha256(string_agg(bytes, '' order by part, n) || case when a.digest is null then ''
         else fill.field('answers') || fill.field(encode(a.digest, 'hex')) end) as digest
from rows r left join answered a using (commit_id) group by r.commit_id, a.digest;

-- The chain, one after the other: each hash needs the one before.
create table fill.sealed as
select row_number() over (order by at, id) as number, id, at, digest, answers_digest
from (select id, at from fill.commits union all select id, at from fill.others) c
join fill.digests d on d.commit_id = c.id;
create table fill.chain (number bigint, hash bytea);
do $$
declare
  hash bytea := decode(repeat('00', 32), 'hex');
  sealed record;
begin
  for sealed in select number, digest from fill.sealed order by number loop
    hash := sha256(hash || sealed.digest);
    insert into fill.chain values (sealed.number, hash);
  end loop;
end $$;
insert into ledger.commits (organization_id, id, at, digest, number, hash, answers_digest)
select organization, id, at, digest, number, hash, answers_digest
from fill.facts, fill.sealed join fill.chain using (number);

select organization, (select count(*) from ledger.transfers) as transfers,
       (select count(*) from platform.events) as events, (select count(*) from ledger.commits) as commits
from fill.facts;
drop schema fill cascade;
commit;
vacuum analyze;
