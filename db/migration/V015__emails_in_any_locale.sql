-- lower() follows the locale of the database: in a Turkish one, I and i are two letters. An email is
-- the same without regard to case wherever the database was made, so the collation is named: the
-- root of ICU's, of which only the letters' cases are used; the order within the index is C's.
create unique index users_email_once on identity.users
  (organization_id, (lower(email collate "und-x-icu")) collate "C") where status <> 'DELETED';
drop index identity.users_email_taken;
alter index identity.users_email_once rename to users_email_taken;
