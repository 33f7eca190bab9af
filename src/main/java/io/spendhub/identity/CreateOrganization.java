package io.spendhub.identity;

/** Opens a tenant, with a first key that holds every scope. */
public record CreateOrganization(String name, String timezone, String defaultCurrency) {}
