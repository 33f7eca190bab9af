-- Lists of redemptions by holder and by shop, and of the few vouchers that are disabled.
create index redemptions_holder on vouchers.redemptions (organization_id, holder, id)
  where holder is not null;
create index redemptions_shop on vouchers.redemptions (organization_id, shop, id)
  where shop is not null;
create index vouchers_disabled on vouchers.vouchers (organization_id, id)
  where status = 'DISABLED';

-- What is over is found without a look into the terms of campaigns.
alter table vouchers.campaigns add column ends_at timestamptz;
update vouchers.campaigns set ends_at = (terms -> 'schedule' ->> 'endsAt')::timestamptz
  where terms -> 'schedule' ->> 'endsAt' is not null;
create index campaigns_ending on vouchers.campaigns (ends_at) where ends_at is not null;
create index campaigns_ended on vouchers.campaigns (organization_id, id) where status = 'ENDED';

-- What expired, by organization, so that each has its turn.
drop index vouchers.vouchers_expiry;
create index vouchers_expiry on vouchers.vouchers (organization_id, expires_at, id)
  where expires_at is not null and released_at is null;

-- How many codes were drawn for good, by what they look like: template is a code without separators,
-- with # for each drawn character and * for the one that checks them; characters is from how many
-- each was drawn. Formats that nobody exhausts are left out. Of codes that were drawn before, those
-- of generations are known.
create table vouchers.drawn_codes (
  organization_id uuid not null,
  template text not null,
  characters integer not null,
  codes bigint not null check (codes > 0),
  primary key (organization_id, template, characters)
) with (fillfactor = 50);
insert into vouchers.drawn_codes (organization_id, template, characters, codes)
select organization_id,
       upper(translate(concat(code ->> 'prefix', left(pattern, drawn),
         case when (code ->> 'checkDigit')::boolean then '*' end,
         substr(pattern, drawn + 1), code ->> 'suffix'), ' -_.', '')),
       length(code ->> 'charset'),
       sum(done)
from (select *, length(pattern) + 1 - position('#' in reverse(pattern)) as drawn
      from (select *, coalesce(code ->> 'pattern', repeat('#', (code ->> 'length')::int)) as pattern
            from vouchers.jobs where done > 0) as formats) as places
where power(length(code ->> 'charset')::numeric, (code ->> 'length')::int) < 1e18
group by 1, 2, 3;
