-- Lists of redemptions by holder and by shop, and of the few vouchers that are disabled.
create index redemptions_holder on vouchers.redemptions (organization_id, holder, id)
  where holder is not null;
create index redemptions_shop on vouchers.redemptions (organization_id, shop, id)
  where shop is not null;
create index vouchers_disabled on vouchers.vouchers (organization_id, id)
  where status = 'DISABLED';
