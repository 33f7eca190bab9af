-- F, what the service is measured against: the same work as one PL/pgSQL function a transaction, over
-- the service's own tables. bench/run.sh makes it beside a running service, and no migration does.
--
-- Each function decides as the service does and leaves the rows that the service leaves, digests
-- included, so that the proof of the ledger holds over both; FunctionBesideServiceTest compares them.
-- It is as fast as it can be while it does that: what the service reads in several statements is
-- joined, and the answer is the event's text. It knows only what is measured: purchases without
-- voucher, controls or metadata that are approved, uses of a discount of an amount that are made. It
-- raises an error at whatever else, so that no figure can be had from less work.
set client_min_messages = warning;
drop schema if exists bench cascade;
create schema bench;

-- UUID version 7, by the server itself from PostgreSQL 18 on.
do $$
begin
  if to_regproc('pg_catalog.uuidv7') is not null then
    create function bench.id() returns uuid language sql as 'select uuidv7()';
  else
    create function bench.id() returns uuid language sql as $id$
      select encode(set_byte(
        overlay(uuid_send(gen_random_uuid()) placing substring(int8send(
          floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
        6, 112 | (random() * 15)::int), 'hex')::uuid
    $id$;
  end if;
end $$;

-- As Instant.toString() has it.
create function bench.text(at timestamptz) returns text stable language sql
return to_char(at at time zone 'UTC', case
  when extract(microseconds from at)::int % 1000000 = 0 then 'YYYY-MM-DD"T"HH24:MI:SS"Z"'
  when extract(microseconds from at)::int % 1000 = 0 then 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'
  else 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' end);

-- One field of a digest: its length in four bytes, and its text.
create function bench.field(value text) returns bytea stable language sql
return int4send(octet_length(value)) || convert_to(value, 'UTF8');

-- When the window that holds an instant began. Weeks are those that begin on Mondays.
create function bench.window_start(of_window text, at timestamptz, timezone text)
returns timestamptz stable language sql
return case of_window
  when 'DAILY' then date_trunc('day', at, timezone)
  when 'WEEKLY' then date_trunc('week', at, timezone)
  when 'MONTHLY' then date_trunc('month', at, timezone)
  when 'YEARLY' then date_trunc('year', at, timezone)
  else timestamptz 'epoch' end;

-- The transfer of a commit, its event, its record and the answer under its key.
create function bench.finish(organization uuid, moment timestamptz, key_hash bytea, fingerprint bytea,
  request text, transfer_kind text, transfer_purpose text, debited ledger.accounts, creditor uuid,
  amount bigint, subject uuid, event_type text, event_data text, answer text)
returns void language plpgsql as $$
declare
  commit_id uuid := bench.id();
  transfer_id uuid := bench.id();
  event_id uuid := bench.id();
  moment_text text := bench.text(moment);
  answers bytea;
begin
  update ledger.accounts
  set debits_posted = debited.debits_posted, holds_opened = debited.holds_opened,
      last_sequence = debited.last_sequence, last_commit_at = moment
  where organization_id = organization and id = debited.id;
  insert into ledger.transfers (organization_id, id, commit_id, kind, purpose, debit_account_id,
    credit_account_id, amount, at, subject_id, debit_sequence, debit_posted_after, debit_held_after)
  values (organization, transfer_id, commit_id, transfer_kind, transfer_purpose, debited.id,
    creditor, amount, moment, subject, debited.last_sequence,
    debited.credits_posted - debited.debits_posted,
    debited.holds_opened - debited.holds_resolved);
  insert into platform.events (organization_id, commit_id, ordinal, id, type, at, subject,
    request_id, data)
  values (organization, commit_id, 0, event_id, event_type, moment, subject, request,
    event_data::json);
  answers := sha256(bench.field(encode(key_hash, 'hex')) || bench.field(encode(fingerprint, 'hex'))
    || bench.field('201') || bench.field(encode(sha256(convert_to(answer, 'UTF8')), 'hex')));
  insert into ledger.commits (organization_id, id, at, answers_digest, digest)
  values (organization, commit_id, moment, answers, sha256(
    bench.field('transfer') || bench.field(transfer_id::text) || bench.field(transfer_kind)
    || bench.field(transfer_purpose) || bench.field(debited.id::text)
    || bench.field(creditor::text) || bench.field(amount::text) || bench.field(moment_text)
    || bench.field(subject::text) || bench.field('') || bench.field('')
    || bench.field('event') || bench.field(event_id::text) || bench.field(event_type)
    || bench.field(moment_text) || bench.field(subject::text) || bench.field(request)
    || bench.field(event_data)
    || bench.field('answers') || bench.field(encode(answers, 'hex'))));
  insert into platform.idempotency_keys (organization_id, key_hash, fingerprint, status, body,
    created_at, commit_id)
  values (organization, key_hash, fingerprint, 201, answer, moment, commit_id);
end $$;

-- One POST /v1/authorizations. The wallet is the card's, which the service remembers, too.
create function bench.authorize(organization uuid, wallet uuid, card uuid, asked bigint,
  asked_currency text, merchant text, mcc text, idempotency_key text, request text)
returns text language plpgsql as $$
declare
  hash bytea := substr(sha256(convert_to(idempotency_key, 'UTF8')), 1, 16);
  print bytea := sha256(convert_to(idempotency_key, 'UTF8') || sha256(convert_to(
    concat(card, asked, asked_currency, merchant, mcc), 'UTF8')));
  account ledger.accounts;
  facts record;
  moment timestamptz;
  earlier text;
  objection text;
  made uuid := bench.id();
  answer text;
begin
  select * into strict account from ledger.accounts
  where organization_id = organization and id = wallet for no key update;
  moment := greatest(clock_timestamp(), account.last_commit_at + interval '1 microsecond');
  select k.body into earlier from platform.idempotency_keys k
  where k.organization_id = organization and k.key_hash = hash for key share;
  if found then
    return earlier;
  end if;

  select c.lineage_id, c.type, c.status as card_status, c.controls, c.exp_year, c.exp_month,
         w.status as wallet_status, w.currency, u.status as holder_status, s.id as settlement
  into strict facts
  from cards.cards c
  join wallets.wallets w on w.organization_id = c.organization_id and w.id = c.wallet_id
  join identity.users u on u.organization_id = c.organization_id and u.id = c.holder_id
  join ledger.accounts s on s.organization_id = c.organization_id and s.currency = w.currency
    and s.kind = 'SETTLEMENT'
  where c.organization_id = organization and c.id = card and c.wallet_id = wallet;
  if facts.controls is not null or facts.exp_year is not null or facts.type <> 'VIRTUAL' then
    raise exception 'a card of this kind is not what is measured';
  end if;
  objection := case
    when facts.wallet_status <> 'ACTIVE' then 'wallet'
    when facts.holder_status <> 'ACTIVE' then 'holder'
    when facts.card_status <> 'ACTIVE' then 'card'
    when facts.currency <> asked_currency then 'currency' end;
  if objection is null then
    select min(case
        when coalesce(n.used_amount, 0) + asked > l.amount then 'amount'
        when coalesce(n.used_count, 0) >= l.count then 'count' end)
    into objection
    from limits.spending_limits l
    left join limits.counters n on n.organization_id = l.organization_id and n.limit_id = l.id
      and n.window_start = bench.window_start(l."window", moment, l.timezone)
    where l.organization_id = organization and l.owner_id in (facts.lineage_id, wallet);
  end if;
  if objection is null and asked > account.credits_posted - account.debits_posted
      - account.holds_opened + account.holds_resolved then
    objection := 'funds';
  end if;
  if objection is not null then
    raise exception 'declined, and only approvals are measured: %', objection;
  end if;

  answer := concat('{"id":"', made, '","cardId":"', card, '","walletId":"', wallet,
    '","decision":"APPROVED","status":"PENDING","requestedAmount":', asked,
    ',"approvedAmount":', asked, ',"incrementedAmount":0,"heldAmount":', asked,
    ',"clearedAmount":0,"refundedAmount":0,"releasedAmount":0,"excessAmount":0,"currency":"',
    asked_currency, '","merchant":{"name":', to_json(merchant), ',"mcc":"', mcc,
    '"},"metadata":{},"expiresAt":"', bench.text(moment + interval '168 hours'),
    '","createdAt":"', bench.text(moment), '","operations":[]}');
  insert into authorizations.authorizations (organization_id, id, card_id, wallet_id, origin,
    decision, status, currency, requested_amount, approved_amount, held_amount, merchant_name,
    merchant_mcc, metadata, occurred_at, imported, created_at, expires_at)
  values (organization, made, card, wallet, 'AUTHORIZATION', 'APPROVED', 'PENDING',
    asked_currency, asked, asked, asked, merchant, mcc, '{}', moment, false, moment,
    moment + interval '168 hours');
  insert into limits.counters (organization_id, limit_id, window_start, used_amount, used_count)
  select organization, l.id, bench.window_start(l."window", moment, l.timezone), asked, 1
  from limits.spending_limits l
  where l.organization_id = organization and l.owner_id in (facts.lineage_id, wallet)
    and l."window" <> 'PER_AUTHORIZATION'
  on conflict (organization_id, limit_id, window_start) do update
  set used_amount = counters.used_amount + excluded.used_amount,
      used_count = counters.used_count + 1;
  account.holds_opened := account.holds_opened + asked;
  account.last_sequence := account.last_sequence + 1;
  perform bench.finish(organization, moment, hash, print, request, 'HOLD', 'HOLD', account,
    facts.settlement, asked, made, 'authorization.approved', answer, answer);
  return answer;
end $$;

-- One POST /v1/redemptions of a code that anyone may use, for an order.
create function bench.redeem(organization uuid, asked_code text, order_amount bigint,
  order_currency text, idempotency_key text, request text)
returns text language plpgsql as $$
declare
  hash bytea := substr(sha256(convert_to(idempotency_key, 'UTF8')), 1, 16);
  print bytea := sha256(convert_to(idempotency_key, 'UTF8') || sha256(convert_to(
    concat(asked_code, order_amount, order_currency), 'UTF8')));
  place record;
  account ledger.accounts;
  facts record;
  moment timestamptz;
  earlier text;
  objection text;
  made uuid := bench.id();
  given bigint;
  data text;
  answer text;
begin
  select v.campaign_id, v.id as voucher_id into strict place from vouchers.vouchers v
  where v.organization_id = organization and v.code_key = upper(asked_code collate "C");
  select * into strict account from ledger.accounts
  where organization_id = organization and id = place.campaign_id for no key update;
  moment := greatest(clock_timestamp(), account.last_commit_at + interval '1 microsecond');
  select k.body into earlier from platform.idempotency_keys k
  where k.organization_id = organization and k.key_hash = hash for key share;
  if found then
    return earlier;
  end if;

  select c.type, c.status, c.currency, c.terms, c.terms -> 'limits' as limits, u.redemptions,
         u.reserved, u.spent_amount, u.reserved_amount, v.code, v.status as voucher_status,
         v.holder, v.expires_at, v.redemptions as uses, v.reserved as uses_reserved,
         s.id as shops, exists (select from vouchers.reservations r
           where r.organization_id = organization and r.campaign_id = c.id
             and r.status = 'ACTIVE' and r.expires_at <= moment) as overdue
  into strict facts
  from vouchers.campaigns c
  join vouchers.campaign_usage u
    on u.organization_id = c.organization_id and u.campaign_id = c.id
  join vouchers.vouchers v on v.organization_id = c.organization_id and v.id = place.voucher_id
  join ledger.accounts s on s.organization_id = c.organization_id and s.currency = c.currency
    and s.kind = 'VOUCHER_SETTLEMENT'
  where c.organization_id = organization and c.id = place.campaign_id;
  if facts.type <> 'DISCOUNT' or facts.terms -> 'discount' ->> 'kind' <> 'AMOUNT'
      or facts.terms ? 'rules' or facts.terms -> 'schedule' ?| array['startsAt', 'endsAt']
      or facts.limits ? 'perHolder' or facts.holder is not null or facts.overdue then
    raise exception 'a campaign of this kind is not what is measured';
  end if;
  given := least((facts.terms -> 'discount' ->> 'value')::bigint, order_amount);
  objection := case
    when facts.voucher_status <> 'ACTIVE' or facts.status <> 'ACTIVE' then 'disabled'
    when facts.expires_at <= moment then 'expired'
    when facts.currency <> order_currency then 'currency'
    when facts.uses + facts.uses_reserved >= (facts.limits ->> 'perVoucher')::bigint then 'used'
    when facts.redemptions + facts.reserved >= (facts.limits ->> 'redemptions')::bigint
      then 'limit'
    when facts.spent_amount + facts.reserved_amount + given
      > (facts.limits ->> 'budgetAmount')::bigint then 'budget' end;
  if objection is not null then
    raise exception 'refused, and only uses that are made are measured: %', objection;
  end if;

  data := concat('"voucherId":"', place.voucher_id, '","campaignId":"', place.campaign_id,
    '","type":"DISCOUNT","status":"SUCCEEDED","discountAmount":', given,
    ',"rolledBackAmount":0,"currency":"', facts.currency, '","orderAmount":', order_amount,
    ',"metadata":{},"createdAt":"', bench.text(moment), '"}');
  insert into vouchers.redemptions (organization_id, id, campaign_id, voucher_id, order_amount,
    currency, amount, metadata, created_at)
  values (organization, made, place.campaign_id, place.voucher_id, order_amount, facts.currency,
    given, '{}', moment);
  update vouchers.campaign_usage
  set redemptions = redemptions + 1, spent_amount = spent_amount + given
  where organization_id = organization and campaign_id = place.campaign_id;
  update vouchers.vouchers set redemptions = redemptions + 1
  where organization_id = organization and id = place.voucher_id;
  account.debits_posted := account.debits_posted + given;
  account.last_sequence := account.last_sequence + 1;
  answer := concat('{"id":"', made, '","code":', to_json(facts.code), ',', data);
  perform bench.finish(organization, moment, hash, print, request, 'POSTED', 'REDEMPTION', account,
    facts.shops, given, made, 'redemption.succeeded', concat('{"id":"', made, '",', data), answer);
  return answer;
end $$;
