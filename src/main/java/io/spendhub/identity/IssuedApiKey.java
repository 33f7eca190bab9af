package io.spendhub.identity;

/** A new key with its secret, which is shown this once. */
public record IssuedApiKey(ApiKeyView key, long version, String secret) {
  /** Without the secret, so that no log line can hold it. */
  @Override
  public String toString() {
    return "IssuedApiKey[" + key.id() + "]";
  }
}
