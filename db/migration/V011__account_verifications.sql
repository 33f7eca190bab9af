-- An authorization of 0 verifies the account: approved it is VERIFIED and holds nothing.
-- Every row there is meets the stricter constraints that these replace, so none of it is looked
-- through, and the table is locked for no longer than it takes to note them.
alter table authorizations.authorizations
  drop constraint authorizations_requested_amount_check,
  add constraint authorizations_requested_amount_check
    check (requested_amount > 0 or requested_amount = 0 and origin = 'AUTHORIZATION') not valid,
  drop constraint authorizations_original_amount_check,
  add constraint authorizations_original_amount_check
    check (original_amount > 0 or original_amount = 0 and requested_amount = 0) not valid,
  drop constraint authorizations_status_check,
  add constraint authorizations_status_check check (status in ('DECLINED', 'VERIFIED', 'PENDING',
    'PARTIALLY_CLEARED', 'CLEARED', 'REVERSED', 'EXPIRED')) not valid,
  add constraint authorizations_verified_nothing
    check ((status = 'VERIFIED') = (requested_amount = 0 and decision = 'APPROVED')) not valid,
  add constraint authorizations_verified_holds_nothing
    check (status <> 'VERIFIED'
      or approved_amount + incremented_amount + held_amount + cleared_amount = 0
        and expires_at is null and redemption_id is null) not valid;
