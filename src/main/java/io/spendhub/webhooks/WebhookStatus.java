package io.spendhub.webhooks;

/** Whether anything is sent. */
public enum WebhookStatus {
  ENABLED,
  DISABLED
}
