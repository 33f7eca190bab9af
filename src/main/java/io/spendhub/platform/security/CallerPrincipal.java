package io.spendhub.platform.security;

import java.security.Principal;

/** A caller of an organization; named by the id of the key or the user, never by a secret. */
record CallerPrincipal(Caller caller) implements Principal {
  @Override
  public String getName() {
    return caller.id().toString();
  }
}
