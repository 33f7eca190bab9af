package io.spendhub.identity.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.spendhub.identity.domain.Organization;
import io.spendhub.identity.domain.Organizations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PanacheOrganizations implements Organizations, PanacheRepositoryBase<Organization, UUID> {
  @Override
  public void add(Organization organization) {
    persist(organization);
  }

  @Override
  public List<UUID> ids() {
    return find("select id from Organization order by id").project(UUID.class).list();
  }

  @Override
  public Optional<Organization> get(UUID id) {
    return findByIdOptional(id);
  }
}
