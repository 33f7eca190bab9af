-- A purchase that a voucher pays a part of. voucher_amount is its part of approved_amount; held,
-- cleared and refunded are its parts of the purchase's own amounts. All absent without a voucher.
alter table authorizations.authorizations
  add column redemption_id uuid,
  add column campaign_id uuid,
  add column voucher_amount bigint,
  add column voucher_held bigint,
  add column voucher_cleared bigint default 0,
  add column voucher_refunded bigint default 0;
alter table authorizations.authorizations add constraint authorizations_voucher_whole
  check (num_nonnulls(redemption_id, campaign_id, voucher_amount, voucher_held) in (0, 4)) not valid;
alter table authorizations.authorizations add constraint authorizations_voucher_within
  check (voucher_amount between 0 and approved_amount
    and voucher_held between 0 and held_amount
    and voucher_cleared between 0 and least(voucher_amount, cleared_amount)
    and voucher_refunded between 0 and least(voucher_cleared, refunded_amount)) not valid;
alter table authorizations.authorizations validate constraint authorizations_voucher_whole;
alter table authorizations.authorizations validate constraint authorizations_voucher_within;
