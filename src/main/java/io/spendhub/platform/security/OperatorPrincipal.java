package io.spendhub.platform.security;

import java.security.Principal;

/** Whoever runs the service, having shown the operator's key; belongs to no organization. */
record OperatorPrincipal() implements Principal {
  @Override
  public String getName() {
    return "operator";
  }
}
