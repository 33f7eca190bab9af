-- What a replay must come to, row by row, where every card has these limits:
--
--   PER_AUTHORIZATION 400.00, DAILY 500.00, MONTHLY 2,000.00
--
-- Written from docs/contract.md and README.md as plainly as SQL allows, and sharing nothing with the
-- service: no counters, no windows, no ledger. What was spent is added up anew for every purchase.
--
-- In:  purchases, the lines of the file after its header as they are, each with the number of its row.
-- Out: expected, with the outcome of each row: APPROVED, DECLINED with its code, REFUND of a purchase
--      (its row beside it), or UNLINKED_REFUND.

create temporary table expected with (fillfactor = 50) as
select row_number,
       -- Each spelling of a directorate is a team with a wallet, and each wallet has its own cards.
       coalesce(nullif(trim(split_part(line, ',', 8)), ''), '(none)') as wallet,
       split_part(line, ',', 2) as card,
       split_part(line, ',', 3) as merchant,
       split_part(line, ',', 1)::date as day,
       (split_part(line, ',', 6)::numeric * 100)::bigint as pence,
       null::text as outcome,
       null::integer as refunded_row,
       -- What a purchase counts: what was approved of it, less what was paid back since.
       0::bigint as counted
from purchases;

create unique index on expected (row_number);
create index on expected (wallet, card, day);
analyze expected;

-- A wallet is topped up with the sum of its purchases before the first of them. So what is available
-- is never less than the sum of the purchases to come, and no purchase lacks funds.

do $$
declare
  row record;
  spent_that_day bigint;
  spent_that_month bigint;
  decided text;
  purchase integer;
begin
  for row in select * from expected order by row_number loop
    if row.pence > 0 then
      select coalesce(sum(counted) filter (where day = row.day), 0), coalesce(sum(counted), 0)
      into spent_that_day, spent_that_month
      from expected
      where wallet = row.wallet and card = row.card
        and day >= date_trunc('month', row.day)::date
        and day < (date_trunc('month', row.day) + interval '1 month')::date;

      decided := case
        when row.pence > 40000 then 'DECLINED limit_amount_exceeded'
        when spent_that_day + row.pence > 50000 then 'DECLINED limit_amount_exceeded'
        when spent_that_month + row.pence > 200000 then 'DECLINED limit_amount_exceeded'
        else 'APPROVED'
      end;

      update expected
      set outcome = decided, counted = case when decided = 'APPROVED' then row.pence else 0 end
      where row_number = row.row_number;
    else
      -- A refund belongs to the latest approved purchase of the same card and merchant that it pays
      -- back to the penny; else to the latest of which more than that is left; else to none.
      select row_number into purchase
      from expected
      where wallet = row.wallet and card = row.card and merchant = row.merchant
        and outcome = 'APPROVED' and counted >= -row.pence
      order by (counted = -row.pence) desc, row_number desc
      limit 1;

      update expected set counted = counted + row.pence where row_number = purchase;

      update expected
      set outcome = case when purchase is null then 'UNLINKED_REFUND' else 'REFUND' end,
          refunded_row = purchase
      where row_number = row.row_number;
    end if;
  end loop;
end
$$;
