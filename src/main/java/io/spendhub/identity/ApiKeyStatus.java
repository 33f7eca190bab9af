package io.spendhub.identity;

/** REVOKED is final. Expiry is told by {@code expiresAt} alone. */
public enum ApiKeyStatus {
  ACTIVE,
  REVOKED
}
