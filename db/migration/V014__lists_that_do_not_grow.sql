-- Each filter of a list has an index that ends in the id, or is asked of a bounded number of rows on
-- the way through one that has; see docs/adr/0033. Nothing here is on a column that money changes.
-- Those of tables that may have millions of rows follow, each in a migration of its own.

create index teams_status on identity.teams (organization_id, status, id);
create index memberships_of_team on identity.memberships (organization_id, team_id, id);
create index campaigns_status on vouchers.campaigns (organization_id, status, id);
create index jobs_status on vouchers.jobs (organization_id, status, id);

-- Whether any campaign shows its codes once is asked for each code that is drawn.
create index campaigns_show_once on vouchers.campaigns (organization_id)
  where (terms -> 'code' ->> 'showOnce')::boolean;
