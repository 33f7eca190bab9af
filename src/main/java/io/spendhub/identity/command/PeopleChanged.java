package io.spendhub.identity.command;

import java.util.UUID;

/** What people of an organization may do has changed; told to this process once it is committed. */
record PeopleChanged(UUID organizationId) {}
