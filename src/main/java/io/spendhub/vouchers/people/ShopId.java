package io.spendhub.vouchers.people;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Names a shop within its organization. */
@Embeddable
public record ShopId(UUID organizationId, UUID id) implements Serializable {}
