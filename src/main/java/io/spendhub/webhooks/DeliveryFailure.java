package io.spendhub.webhooks;

/** Why an attempt failed. */
public enum DeliveryFailure {
  /** No whole answer within 15 seconds. */
  TIMEOUT,
  /** The name is unknown, or there was no connection, no TLS or no HTTP. */
  UNREACHABLE,
  /** The name now stands for an address that no call may go to. */
  NOT_ALLOWED,
  /** The answer was another than 2xx; redirects are not followed. */
  STATUS,
  /** The secret was sealed under another {@code SPENDHUB_WEBHOOK_KEY}. */
  SECRET_UNREADABLE
}
