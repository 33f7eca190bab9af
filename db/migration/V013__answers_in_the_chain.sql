-- The answers that are kept under idempotency keys become a part of what a commit digests. Keys leave
-- after 31 days, so the commit keeps a digest of them, and its own digest covers that. Commits that
-- were made before, or by a version before, have none.
alter table ledger.commits add column answers_digest bytea;
alter table ledger.commits add constraint commits_answers_digest_whole
  check (octet_length(answers_digest) = 32) not valid;
alter table platform.idempotency_keys add column commit_id uuid;
