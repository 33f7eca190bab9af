package io.spendhub.webhooks;

/** Why nothing is sent any more. */
public enum DisabledReason {
  /** Somebody of the organization disabled it. */
  ASKED,
  /** The server answered 410. */
  GONE,
  /** For five days nothing but failures. */
  FAILING
}
