-- A list by status, see V014.
-- Outside of a transaction: writes go on while it is built. It locks nothing that they wait for, so
-- it may wait for them; what an attempt that was broken off has left behind is no use to anyone.
set lock_timeout = 0;
drop index concurrently if exists identity.users_status;
create index concurrently users_status on identity.users (organization_id, status, id);
set lock_timeout = '10s';
