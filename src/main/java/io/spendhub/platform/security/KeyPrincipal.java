package io.spendhub.platform.security;

import java.security.Principal;

/** A caller that showed an API key; it is named by the key's id, never by its secret. */
record KeyPrincipal(Caller caller) implements Principal {
  @Override
  public String getName() {
    return caller.apiKeyId().toString();
  }
}
