-- The job that gives back expired holds takes turns between organizations, each from a place of its
-- own, along the index of V016. authorizations_expiry, over all of them, stays until no version uses
-- it.

-- Organizations that are behind expiry_progress.done_up_to, and how far they came. Only the process
-- that has locked that row writes here.
create table authorizations.expiry_arrears (
  organization_id uuid primary key,
  done_up_to timestamptz not null
);

-- A clock that was ahead once may have noted what nobody has looked at; one walk finds it.
update authorizations.expiry_progress set done_up_to = '2000-01-01T00:00:00Z'
  where done_up_to > clock_timestamp();
