package io.spendhub.platform.security.people;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import io.spendhub.platform.security.SecretHash;
import java.util.Optional;

/** What a person showed: an access token, and the organization that they want to act in. */
public final class PersonRequest extends BaseAuthenticationRequest {
  /** Names the organization, for whoever is in several. */
  public static final String ORGANIZATION = "SpendHub-Organization";

  private final String token;
  private final Optional<String> organization;

  /**
   * @param organization the header as it was sent
   */
  public PersonRequest(String token, Optional<String> organization) {
    this.token = token;
    this.organization = organization;
  }

  String token() {
    return token;
  }

  Optional<String> organization() {
    return organization;
  }

  /** Tells this request from others, and keeps nothing of it. */
  SecretHash hash() {
    return SecretHash.of(token + " " + organization.orElse(""));
  }
}
