package io.spendhub.replay;

import java.time.Instant;

/**
 * An organization that a replay made, with the key that the service showed once.
 *
 * @param secret the API key; it is printed nowhere but by the demo, on purpose
 */
record KeptOrganization(String organizationId, String secret, Instant createdAt) {

  /** Leaves the secret out, lest a log or a message holds it. */
  @Override
  public String toString() {
    return "organization " + organizationId;
  }
}
