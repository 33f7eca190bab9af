package io.spendhub.identity.domain;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The organizations that exist. */
public interface Organizations {
  void add(Organization organization);

  List<UUID> ids();

  Optional<Organization> get(UUID id);
}
