-- Identity: tenants, the people and teams in them, and the keys that programs call with.
-- Every row but the organization itself hangs on (organization_id, id), so the schema can be
-- sharded by organization and no foreign key can cross a tenant.

CREATE SCHEMA identity;

CREATE TABLE identity.organizations (
  id               uuid        NOT NULL,
  name             text        NOT NULL,
  timezone         text        NOT NULL,
  default_currency text        NOT NULL,
  created_at       timestamptz NOT NULL,
  version          bigint      NOT NULL,
  CONSTRAINT organizations_pkey PRIMARY KEY (id),
  CONSTRAINT organizations_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
  CONSTRAINT organizations_timezone_length CHECK (char_length(timezone) BETWEEN 1 AND 64),
  CONSTRAINT organizations_currency_form CHECK (default_currency ~ '^[A-Z]{3}$')
);

CREATE TABLE identity.users (
  organization_id uuid        NOT NULL,
  id              uuid        NOT NULL,
  email           text        NOT NULL,
  name            text        NOT NULL,
  status          text        NOT NULL,
  created_at      timestamptz NOT NULL,
  deleted_at      timestamptz,
  version         bigint      NOT NULL,
  CONSTRAINT users_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT users_organization_fkey
    FOREIGN KEY (organization_id) REFERENCES identity.organizations (id),
  CONSTRAINT users_email_length CHECK (char_length(email) BETWEEN 3 AND 254),
  CONSTRAINT users_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
  CONSTRAINT users_status_known CHECK (status IN ('ACTIVE', 'INACTIVE', 'DELETED')),
  CONSTRAINT users_deleted_at_agrees CHECK ((status = 'DELETED') = (deleted_at IS NOT NULL))
);

-- A deleted user gives its address free.
CREATE UNIQUE INDEX users_email_taken ON identity.users (organization_id, lower(email))
  WHERE status <> 'DELETED';

CREATE TABLE identity.teams (
  organization_id uuid        NOT NULL,
  id              uuid        NOT NULL,
  name            text        NOT NULL,
  status          text        NOT NULL,
  created_at      timestamptz NOT NULL,
  deleted_at      timestamptz,
  version         bigint      NOT NULL,
  CONSTRAINT teams_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT teams_organization_fkey
    FOREIGN KEY (organization_id) REFERENCES identity.organizations (id),
  CONSTRAINT teams_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
  CONSTRAINT teams_status_known CHECK (status IN ('ACTIVE', 'DELETED')),
  CONSTRAINT teams_deleted_at_agrees CHECK ((status = 'DELETED') = (deleted_at IS NOT NULL))
);

-- Team names are told apart by case, and a deleted team gives its name free.
CREATE UNIQUE INDEX teams_name_taken ON identity.teams (organization_id, name)
  WHERE status <> 'DELETED';

CREATE TABLE identity.memberships (
  organization_id uuid        NOT NULL,
  id              uuid        NOT NULL,
  team_id         uuid        NOT NULL,
  user_id         uuid        NOT NULL,
  role            text        NOT NULL,
  created_at      timestamptz NOT NULL,
  version         bigint      NOT NULL,
  CONSTRAINT memberships_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT memberships_team_fkey
    FOREIGN KEY (organization_id, team_id) REFERENCES identity.teams (organization_id, id),
  CONSTRAINT memberships_user_fkey
    FOREIGN KEY (organization_id, user_id) REFERENCES identity.users (organization_id, id),
  CONSTRAINT memberships_once UNIQUE (organization_id, team_id, user_id),
  CONSTRAINT memberships_role_known CHECK (role IN ('ADMIN', 'MEMBER'))
);

-- Ending the memberships of a user must not read the whole table.
CREATE INDEX memberships_of_user ON identity.memberships (organization_id, user_id);

CREATE TABLE identity.api_keys (
  organization_id uuid        NOT NULL,
  id              uuid        NOT NULL,
  name            text        NOT NULL,
  -- SHA-256 of the secret. The secret has 256 random bits, so a plain hash cannot be searched.
  secret_hash     bytea       NOT NULL,
  scopes          text[]      NOT NULL,
  expires_at      timestamptz,
  created_at      timestamptz NOT NULL,
  revoked_at      timestamptz,
  version         bigint      NOT NULL,
  CONSTRAINT api_keys_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT api_keys_organization_fkey
    FOREIGN KEY (organization_id) REFERENCES identity.organizations (id),
  CONSTRAINT api_keys_secret_hash_once UNIQUE (secret_hash),
  CONSTRAINT api_keys_secret_hash_length CHECK (octet_length(secret_hash) = 32),
  CONSTRAINT api_keys_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
  CONSTRAINT api_keys_scopes_some CHECK (cardinality(scopes) > 0)
);
