package io.spendhub.authorizations;

/** The answer to a purchase, or to an increment of one. */
public enum Decision {
  APPROVED,
  DECLINED
}
