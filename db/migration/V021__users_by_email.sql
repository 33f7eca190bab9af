-- A list by address, see V014: those of deleted users too, whose addresses others may have.
-- Outside of a transaction: writes go on while it is built. It locks nothing that they wait for, so
-- it may wait for them; what an attempt that was broken off has left behind is no use to anyone.
set lock_timeout = 0;
drop index concurrently if exists identity.users_email;
create index concurrently users_email on identity.users
  (organization_id, (lower(email collate "und-x-icu")) collate "C", id);
set lock_timeout = '10s';
