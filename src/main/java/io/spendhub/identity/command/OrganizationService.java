package io.spendhub.identity.command;

import io.spendhub.identity.IdentityCommand.CreateOrganization;
import io.spendhub.identity.IssuedApiKey;
import io.spendhub.identity.OpenedOrganization;
import io.spendhub.identity.domain.Organization;
import io.spendhub.identity.domain.Organizations;
import io.spendhub.identity.domain.Scopes;
import io.spendhub.platform.audit.AuditTrail;
import io.spendhub.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** What the operator does: opens organizations. */
@ApplicationScoped
@Transactional
public class OrganizationService {
  private static final String FIRST_KEY = "First key";

  private final Organizations organizations;
  private final ApiKeyService apiKeys;
  private final AuditTrail trail;
  private final Clock clock;

  OrganizationService(
      Organizations organizations, ApiKeyService apiKeys, AuditTrail trail, Clock clock) {
    this.organizations = organizations;
    this.apiKeys = apiKeys;
    this.trail = trail;
    this.clock = clock;
  }

  /** The first key has every scope, because all others are granted from it. */
  public OpenedOrganization create(CreateOrganization command) {
    UUID id = Ids.next();
    Organization organization = new Organization(id, command, clock.instant());
    organizations.add(organization);
    trail.record(
        id, "organization.created", id, Optional.empty(), Optional.of(organization.view()));
    IssuedApiKey key = apiKeys.issue(id, FIRST_KEY, Scopes.all(), Optional.empty());
    return new OpenedOrganization(organization.view(), key);
  }
}
