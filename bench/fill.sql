-- An organization with a long history, made in bulk: as `make verify` proves, one that could have come
-- about call by call. For a database that is migrated and on which no service runs:
--
--   psql "$URL" -v authorizations=1000000 -v vouchers=100000 -f bench/fill.sql
--
-- Per ten purchases nine are approved, held and cleared in full, one is declined. They stand on 1,000
-- wallets and 10,000 cards, twenty in a commit, over 300 days up to now; the answers to those of the
-- last 29 are kept. Vouchers are gift cards of one campaign, every fourth of them used once.
\set ON_ERROR_STOP on
\set wallets 1000
\set cards 10000
\set at_once 20
\set quiet_days 300
set synchronous_commit = off;
set work_mem = '128MB';
set jit = off;

begin;
create schema bench;

-- Arithmetic rather than look-ups: everything about the i-th purchase follows from i.
create function bench.id(ms bigint, kind int, n bigint) returns uuid immutable parallel safe
language sql return (lpad(to_hex(ms), 12, '0') || '7' || lpad(to_hex(kind), 3, '0') || '8'
  || lpad(to_hex(n), 15, '0'))::uuid;
-- One field of a digest: its length in four bytes, and its text.
create function bench.field(value text) returns bytea immutable parallel safe
language sql return int4send(octet_length(value)) || convert_to(value, 'UTF8');
-- As Instant.toString() has it, of times that are not whole milliseconds.
create function bench.text(at timestamptz) returns text immutable parallel safe
language sql return to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

create table bench.facts as
select (:authorizations + :at_once - 1) / :at_once as blocks,
       date_trunc('second', now()) - make_interval(days => :quiet_days) + interval '1 microsecond'
         as began,
       make_interval(days => :quiet_days) / (2 * ((:authorizations + :at_once - 1) / :at_once) + 2)
         as pace,
       bench.id((extract(epoch from now()) * 1000)::bigint - 86400000::bigint * :quiet_days, 1, 1)
         as organization,
       bench.id(0, 9, 1) as funding, bench.id(0, 9, 2) as settlement, bench.id(0, 9, 3) as liability,
       bench.id(0, 9, 4) as shops, bench.id(0, 8, 1) as campaign, bench.id(0, 2, 1) as team,
       bench.id(0, 2, 2) as "user";
update bench.facts set pace = date_trunc('milliseconds', pace);

insert into identity.organizations (id, name, timezone, default_currency, created_at, version)
select organization, 'Bench', 'Europe/London', 'GBP', began, 0 from bench.facts;
insert into identity.teams (organization_id, id, name, status, created_at, version)
select organization, team, 'Bench', 'ACTIVE', began, 0 from bench.facts;
insert into identity.users (organization_id, id, email, name, status, created_at, version)
select organization, "user", 'bench@example.com', 'Bench', 'ACTIVE', began, 0 from bench.facts;

create table bench.wallets as
select w, bench.id(0, 4, w) as id from generate_series(0, :wallets - 1) w;
create table bench.cards as
select c, bench.id(0, 5, c) as id, bench.id(0, 4, c % :wallets) as wallet_id
from generate_series(0, :cards - 1) c;

-- The transactions of purchases: the one of each block that made them, then the one that cleared them.
create table bench.commits as
select k, began + k * pace as at, bench.text(began + k * pace) as at_text,
       (extract(epoch from began + k * pace) * 1000)::bigint as ms,
       bench.id((extract(epoch from began + k * pace) * 1000)::bigint, 3, k) as id
from bench.facts, generate_series(0, 2 * blocks - 1) k;

-- The i-th purchase: the j-th of its wallet, of which the first nine of ten are approved for 100 to
-- 180, and so 1,260 per ten together. before is what the wallet had spent until then.
create table bench.purchases as
select i, i / :at_once as block, bench.id(0, 4, i % :wallets) as wallet_id,
       bench.id(0, 5, i % :cards) as card_id, bench.id(made.ms, 6, i) as id,
       bench.id(cleared.ms, 7, i) as operation_id,
       r < 9 as approved, 100 + 10 * r as amount,
       j / 10 * 1260 + 100 * r + 5 * r * (r - 1) as before, 2 + 2 * (j / 10 * 9 + r) as sequence
from (select i::bigint, i::bigint / :wallets as j, i::bigint / :wallets % 10 as r
      from generate_series(0, :authorizations - 1) i) numbers
join bench.commits made on made.k = 2 * (i / :at_once)
join bench.commits cleared on cleared.k = 2 * (i / :at_once) + 1;

analyze bench.commits, bench.purchases, bench.wallets, bench.cards;

insert into ledger.accounts (organization_id, id, kind, currency, debits_posted, credits_posted,
  holds_opened, holds_resolved, last_sequence, last_commit_at)
select organization, w.id, 'WALLET', 'GBP', coalesce(spent, 0), 1000000000000, coalesce(spent, 0),
       coalesce(spent, 0), 1 + 2 * coalesce(bought, 0), now()
from bench.facts, bench.wallets w
left join (select wallet_id, sum(amount) as spent, count(*) as bought
           from bench.purchases where approved group by wallet_id) p on p.wallet_id = w.id
union all
select organization, u.id, u.kind, 'GBP', 0, 0, 0, 0, 0, began from bench.facts
cross join lateral (values (funding, 'FUNDING'), (settlement, 'SETTLEMENT'),
  (liability, 'VOUCHER_LIABILITY'), (shops, 'VOUCHER_SETTLEMENT')) u (id, kind)
union all
select organization, campaign, 'CAMPAIGN', 'GBP', :vouchers::bigint * 1000
         + (:vouchers + 3) / 4 * 300::bigint, (:vouchers + 3) / 4 * 300::bigint, 0, 0,
       (:vouchers + 999) / 1000 + 2 * ((:vouchers + 3) / 4), now()
from bench.facts;
insert into wallets.wallets (organization_id, id, owner_team_id, name, currency, status, created_at)
select organization, id, team, 'Wallet', 'GBP', 'ACTIVE', began from bench.facts, bench.wallets;
insert into cards.cards (organization_id, id, wallet_id, holder_id, lineage_id, type, status,
  created_at)
select organization, id, wallet_id, "user", id, 'VIRTUAL', 'ACTIVE', began
from bench.facts, bench.cards;

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
from bench.facts, bench.purchases p join bench.commits c on c.k = 2 * p.block;

insert into authorizations.operations (organization_id, id, authorization_id, kind, amount, decision,
  late, metadata, created_at)
select organization, operation_id, p.id, 'CLEARING', amount, 'APPROVED', false, '{}', at
from bench.facts, bench.purchases p join bench.commits c on c.k = 2 * p.block + 1 where approved;

create table bench.transfers as
select c.k, i as n, bench.id(c.ms, 1, i) as id, c.id as commit_id, kind, purpose,
       wallet_id as debit, settlement as credit, amount, c.at, p.id as subject,
       case when kind = 'POST_HOLD' then operation_id end as operation_id,
       sequence + step as debit_sequence,
       1000000000000 - before - case when step = 1 then amount else 0 end as debit_posted,
       case when step = 0 then amount else 0 end as debit_held,
       null::bigint as credit_sequence, null::bigint as credit_posted, null::bigint as credit_held
from bench.facts, bench.purchases p
cross join (values (0, 'HOLD', 'HOLD'), (1, 'POST_HOLD', 'CLEARING')) t (step, kind, purpose)
join bench.commits c on c.k = 2 * p.block + step where approved;

create table bench.events as
select c.k, c.id as commit_id, i % :at_once as ordinal, bench.id(c.ms, 2, i) as id,
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
           || bench.text(made.at + interval '7 days') || '"' end,
         ',"createdAt":"', made.at_text, '","operations":[]',
         case when step = 1 then ',"operation":{"id":"' || operation_id
           || '","kind":"CLEARING","amount":' || amount || ',"decision":"APPROVED","late":false'
           || ',"createdAt":"' || c.at_text || '"}' end, '}') as data
from bench.purchases p
cross join (values (0), (1)) t (step)
join bench.commits made on made.k = 2 * p.block
join bench.commits c on c.k = 2 * p.block + step where approved or step = 0;

-- What was before the first purchase and after the last: wallets, cards and vouchers. Commits of
-- theirs are told apart by numbers of their own.
create table bench.others (k bigint, id uuid, at timestamptz);
insert into bench.others select -1, bench.id(0, 3, 9999991), began - interval '2 hours' from bench.facts;
insert into bench.others select -2, bench.id(0, 3, 9999992), began - interval '1 hour' from bench.facts;
insert into bench.others
select -1000 - n, bench.id(0, 3, 100000000 + n), began - interval '1 hour' + (n + 1) * interval '2 ms'
from bench.facts, generate_series(0, (:vouchers + 999) / 1000 - 1) n;
insert into bench.others
select -1000000000 - n, bench.id(0, 3, 1000000000 + n),
       began - interval '1 hour' + ((:vouchers + 999) / 1000 + n + 1) * interval '2 ms'
from bench.facts, generate_series(0, (:vouchers + 3) / 4 / 20) n where :vouchers > 0;

insert into bench.events
select -1, o.id, w, bench.id(0, 10, w), 'wallet.created', o.at, v.id,
       concat('{"id":"', v.id, '","owner":{"type":"TEAM","id":"', team, '"},"name":"Wallet"',
         ',"currency":"GBP","status":"ACTIVE","metadata":{},"createdAt":"', bench.text(began), '"}')
from bench.facts, bench.others o, bench.wallets v where o.k = -1;
insert into bench.events
select -2, o.id, c, bench.id(0, 11, c), 'card.created', o.at, v.id,
       concat('{"id":"', v.id, '","walletId":"', wallet_id, '","holderId":"', "user",
         '","type":"VIRTUAL","status":"ACTIVE","metadata":{},"createdAt":"', bench.text(began), '"}')
from bench.facts, bench.others o, bench.cards v where o.k = -2;
insert into bench.transfers
select -1, w, bench.id(0, 12, w), o.id, 'POSTED', 'TOP_UP', funding, v.id, 1000000000000, o.at, v.id,
       null, null, null, null, 1, 1000000000000, 0
from bench.facts, bench.others o, bench.wallets v where o.k = -1;

insert into vouchers.campaigns (organization_id, id, name, type, status, currency, created_at)
select organization, campaign, 'Gifts', 'GIFT_CARD', 'ACTIVE', 'GBP', began from bench.facts;
insert into vouchers.campaign_usage (organization_id, campaign_id, issued, redemptions, spent_amount,
  open_amount)
select organization, campaign, :vouchers, (:vouchers + 3) / 4, (:vouchers + 3) / 4 * 300::bigint,
       :vouchers * 1000::bigint - (:vouchers + 3) / 4 * 300::bigint from bench.facts;
insert into vouchers.vouchers (organization_id, id, campaign_id, code, code_key, amount, balance,
  redemptions, created_at)
select organization, bench.id(0, 13, v), campaign, 'G' || lpad(v::text, 11, '0'),
       'G' || lpad(v::text, 11, '0'), 1000, case when v % 4 = 0 then 700 else 1000 end,
       case when v % 4 = 0 then 1 else 0 end, began
from bench.facts, generate_series(0, :vouchers - 1) v;
insert into vouchers.redemptions (organization_id, id, campaign_id, voucher_id, currency, amount,
  metadata, created_at)
select organization, bench.id(0, 14, v), campaign, bench.id(0, 13, v), 'GBP', 300, '{}', began
from bench.facts, generate_series(0, :vouchers - 1, 4) v;

insert into bench.transfers
select o.k, n, bench.id(0, 15, n), o.id, 'POSTED', 'VOUCHER_ISSUE', campaign, liability,
       least(1000, :vouchers - n * 1000) * 1000, o.at, campaign, null, n + 1,
       -least((n + 1) * 1000, :vouchers) * 1000, 0, null, null, null
from bench.facts, generate_series(0::bigint, (:vouchers + 999) / 1000 - 1) n
join bench.others o on o.k = -1000 - n;
insert into bench.transfers
select o.k, 2 * u + step, bench.id(0, 16, 2 * u + step), o.id, 'POSTED', purpose,
       case when step = 0 then liability else campaign end,
       case when step = 0 then campaign else shops end, 300, o.at, bench.id(0, 14, 4 * u), null,
       case when step = 1 then (:vouchers + 999) / 1000 + 2 * u + 2 end,
       case when step = 1 then -:vouchers * 1000::bigint end, case when step = 1 then 0 end,
       case when step = 0 then (:vouchers + 999) / 1000 + 2 * u + 1 end,
       case when step = 0 then 300 - :vouchers * 1000::bigint end, case when step = 0 then 0 end
from bench.facts, generate_series(0::bigint, (:vouchers + 3) / 4 - 1) u
cross join (values (0, 'VOUCHER_DRAW'), (1, 'REDEMPTION')) t (step, purpose)
join bench.others o on o.k = -1000000000 - u / 20;

analyze bench.transfers, bench.events;

insert into ledger.transfers (organization_id, id, commit_id, kind, purpose, debit_account_id,
  credit_account_id, amount, at, subject_id, operation_id, debit_sequence, debit_posted_after,
  debit_held_after, credit_sequence, credit_posted_after, credit_held_after)
select organization, id, commit_id, kind, purpose, debit, credit, amount, at, subject, operation_id,
       debit_sequence, debit_posted, debit_held, credit_sequence, credit_posted, credit_held
from bench.facts, bench.transfers;
insert into platform.events (organization_id, commit_id, ordinal, id, type, at, subject, request_id,
  data)
select organization, commit_id, ordinal, id, type, at, subject, 'bench', data::json
from bench.facts, bench.events;

-- The answers to the purchases of the last 29 days.
create table bench.answers as
select k, commit_id, substr(sha256(convert_to(id::text, 'UTF8')), 1, 16) as key_hash,
       sha256(convert_to('bench' || id, 'UTF8')) as fingerprint, 201 as status, data as body, at
from bench.events where k >= 0 and k % 2 = 0 and at > now() - interval '29 days';
insert into platform.idempotency_keys (organization_id, key_hash, fingerprint, status, body,
  created_at, commit_id)
select organization, key_hash, fingerprint, status, body, at, commit_id
from bench.facts, bench.answers;

create table bench.digests as
with rows as (
  select commit_id, 1 as part, n,
         bench.field('transfer') || bench.field(id::text) || bench.field(kind)
           || bench.field(purpose) || bench.field(debit::text) || bench.field(credit::text)
           || bench.field(amount::text) || bench.field(bench.text(at))
           || bench.field(coalesce(subject::text, ''))
           || bench.field(coalesce(operation_id::text, '')) || bench.field('') as bytes
  from bench.transfers
  union all
  select commit_id, 2, ordinal,
         bench.field('event') || bench.field(id::text) || bench.field(type)
           || bench.field(bench.text(at)) || bench.field(subject::text) || bench.field('bench')
           || bench.field(data)
  from bench.events),
answered as (
  select commit_id, sha256(string_agg(bench.field(encode(key_hash, 'hex'))
    || bench.field(encode(fingerprint, 'hex')) || bench.field(status::text)
    || bench.field(encode(sha256(convert_to(body, 'UTF8')), 'hex')), '' order by key_hash)) as digest
  from bench.answers group by commit_id)
select r.commit_id, a.digest as answers_digest,
       sha256(string_agg(bytes, '' order by part, n) || case when a.digest is null then ''
         else bench.field('answers') || bench.field(encode(a.digest, 'hex')) end) as digest
from rows r left join answered a using (commit_id) group by r.commit_id, a.digest;

-- The chain, one after the other: each hash needs the one before.
create table bench.sealed as
select row_number() over (order by at, id) as number, id, at, digest, answers_digest
from (select id, at from bench.commits union all select id, at from bench.others) c
join bench.digests d on d.commit_id = c.id;
create table bench.chain (number bigint, hash bytea);
do $$
declare
  hash bytea := decode(repeat('00', 32), 'hex');
  sealed record;
begin
  for sealed in select number, digest from bench.sealed order by number loop
    hash := sha256(hash || sealed.digest);
    insert into bench.chain values (sealed.number, hash);
  end loop;
end $$;
insert into ledger.commits (organization_id, id, at, digest, number, hash, answers_digest)
select organization, id, at, digest, number, hash, answers_digest
from bench.facts, bench.sealed join bench.chain using (number);

select organization, (select count(*) from ledger.transfers) as transfers,
       (select count(*) from platform.events) as events, (select count(*) from ledger.commits) as commits
from bench.facts;
drop schema bench cascade;
commit;
vacuum analyze;
