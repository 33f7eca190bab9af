-- A key may have two secrets for a while: the one it has now and, until an instant, the one before it.
-- A version before this one writes and finds secret_hash, as ever, and knows no older one.
alter table identity.api_keys add column secret_made_at timestamptz;
alter table identity.api_keys add column old_secret_hash bytea;
alter table identity.api_keys add column old_secret_until timestamptz;
alter table identity.api_keys add constraint api_keys_old_secret_whole
  check (num_nonnulls(old_secret_hash, old_secret_until) in (0, 2)) not valid;
alter table identity.api_keys add constraint api_keys_old_secret_hash_length
  check (octet_length(old_secret_hash) = 32) not valid;

-- Written now and then, past the entity, which does not map it to be written.
alter table identity.api_keys add column last_used_at timestamptz;

-- Unique in its organization, so that the table can be sharded by that; 256 random bits are unique
-- anywhere. New secrets name their organization. Those that were made before are looked for everywhere,
-- which needs indexes on the hashes alone.
create unique index api_keys_secret on identity.api_keys (organization_id, secret_hash);
create index api_keys_secret_anywhere on identity.api_keys (secret_hash);
create index api_keys_old_secret_anywhere on identity.api_keys (old_secret_hash)
  where old_secret_hash is not null;
alter table identity.api_keys drop constraint api_keys_secret_hash_once;
