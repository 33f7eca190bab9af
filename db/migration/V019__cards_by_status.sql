-- A list by status, see V014.
-- Outside of a transaction: writes go on while it is built. It locks nothing that they wait for, so
-- it may wait for them; what an attempt that was broken off has left behind is no use to anyone.
set lock_timeout = 0;
drop index concurrently if exists cards.cards_status;
create index concurrently cards_status on cards.cards (organization_id, status, id);
set lock_timeout = '10s';
