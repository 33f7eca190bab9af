package io.spendhub.vouchers.people;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Names a holder of whom an organization says something. */
@Embeddable
public record HolderId(UUID organizationId, UUID id) implements Serializable {}
