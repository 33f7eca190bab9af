package io.spendhub.webhooks;

/** What became of a delivery. */
public enum DeliveryStatus {
  /** There is an attempt to come. */
  PENDING,
  /** The server answered 2xx. */
  DELIVERED,
  /** All attempts failed. */
  FAILED
}
