-- A declined authorization is declined for good, and only those cost this index anything.
-- Outside of a transaction: writes go on while it is built. It locks nothing that they wait for, so
-- it may wait for them; what an attempt that was broken off has left behind is no use to anyone.
set lock_timeout = 0;
drop index concurrently if exists authorizations.authorizations_declined;
create index concurrently authorizations_declined on authorizations.authorizations
  (organization_id, id) where decision = 'DECLINED';
set lock_timeout = '10s';
