-- Each filter of a list has an index that ends in the id, or is asked of a bounded number of rows on
-- the way through one that has; see docs/adr/0033. Nothing here is on a column that money changes.

-- A declined authorization is declined for good, and only those cost this index anything.
create index authorizations_declined on authorizations.authorizations (organization_id, id)
  where decision = 'DECLINED';

create index wallets_status on wallets.wallets (organization_id, status, id);
create index cards_status on cards.cards (organization_id, status, id);
create index users_status on identity.users (organization_id, status, id);
-- Those of deleted users too, whose addresses others may have.
create index users_email on identity.users
  (organization_id, (lower(email collate "und-x-icu")) collate "C", id);
create index teams_status on identity.teams (organization_id, status, id);
create index memberships_of_team on identity.memberships (organization_id, team_id, id);
create index campaigns_status on vouchers.campaigns (organization_id, status, id);
create index holders_status on vouchers.holders (organization_id, status, id);
create index jobs_status on vouchers.jobs (organization_id, status, id);

-- A caller may give many redemptions the same order.
create index redemptions_of_order on vouchers.redemptions (organization_id, order_id, id)
  where order_id is not null;
drop index vouchers.redemptions_order;

-- Whether any campaign shows its codes once is asked for each code that is drawn.
create index campaigns_show_once on vouchers.campaigns (organization_id)
  where (terms -> 'code' ->> 'showOnce')::boolean;
