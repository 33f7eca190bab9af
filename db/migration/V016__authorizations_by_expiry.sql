-- The job that gives back expired holds walks each organization's own, see V012.
-- Outside of a transaction: writes go on while it is built. It locks nothing that they wait for, so
-- it may wait for them; what an attempt that was broken off has left behind is no use to anyone.
set lock_timeout = 0;
drop index concurrently if exists authorizations.authorizations_ending;
create index concurrently authorizations_ending on authorizations.authorizations
  (organization_id, expires_at, id) where expires_at is not null;
set lock_timeout = '10s';
