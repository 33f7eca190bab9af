package io.spendhub.identity;

/** What may own a wallet. */
public enum OwnerType {
  TEAM,
  USER
}
