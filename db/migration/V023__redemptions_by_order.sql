-- A list by order, see V014: a caller may give many redemptions the same.
-- Outside of a transaction: writes go on while it is built. It locks nothing that they wait for, so
-- it may wait for them; what an attempt that was broken off has left behind is no use to anyone.
set lock_timeout = 0;
drop index concurrently if exists vouchers.redemptions_of_order;
create index concurrently redemptions_of_order on vouchers.redemptions (organization_id, order_id, id)
  where order_id is not null;
drop index concurrently if exists vouchers.redemptions_order;
set lock_timeout = '10s';
