package io.spendhub.platform.security;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** The secret of a key that a caller showed, as its hash: the secret itself goes no further. */
final class BearerRequest extends BaseAuthenticationRequest {
  private final SecretHash hash;

  BearerRequest(String secret) {
    this.hash = SecretHash.of(secret);
  }

  SecretHash hash() {
    return hash;
  }
}
