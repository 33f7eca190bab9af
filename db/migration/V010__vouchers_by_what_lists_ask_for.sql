-- Lists of redemptions by holder, and of the few vouchers that are disabled.
create index redemptions_holder on vouchers.redemptions (organization_id, holder, id)
  where holder is not null;
create index vouchers_disabled on vouchers.vouchers (organization_id, id)
  where status = 'DISABLED';
