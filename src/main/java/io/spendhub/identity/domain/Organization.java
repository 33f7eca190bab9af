package io.spendhub.identity.domain;

import io.spendhub.identity.Directory.OrganizationProfile;
import io.spendhub.identity.IdentityCommand.CreateOrganization;
import io.spendhub.identity.OrganizationView;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

/** A tenant: every other row of the service belongs to exactly one. */
@Entity
@Table(schema = "identity", name = "organizations")
public class Organization {
  @Id private UUID id;
  private String name;
  private String timezone;
  private String defaultCurrency;
  private Instant createdAt;
  @Version private long version;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  protected Organization() {}

  public Organization(UUID id, CreateOrganization command, Instant now) {
    this.id = id;
    this.name = command.name();
    this.timezone = command.timezone();
    this.defaultCurrency = command.defaultCurrency();
    this.createdAt = now;
  }

  public OrganizationProfile profile() {
    return new OrganizationProfile(id, ZoneId.of(timezone), defaultCurrency);
  }

  public OrganizationView view() {
    return new OrganizationView(id, name, timezone, defaultCurrency, createdAt);
  }
}
