package io.spendhub.identity.web;

import io.spendhub.identity.OpenedOrganization;
import io.spendhub.identity.OrganizationView;
import java.util.UUID;

/** A new organization, and the first key to it with the secret that is shown this once. */
record NewOrganization(OrganizationView organization, FirstKey apiKey) {
  record FirstKey(UUID id, String secret) {}

  static NewOrganization of(OpenedOrganization opened) {
    FirstKey key = new FirstKey(opened.apiKey().key().id(), opened.apiKey().secret());
    return new NewOrganization(opened.organization(), key);
  }
}
