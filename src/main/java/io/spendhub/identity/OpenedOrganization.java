package io.spendhub.identity;

/** A new organization with the first key to it. */
public record OpenedOrganization(OrganizationView organization, IssuedApiKey apiKey) {}
