package io.spendhub.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Stored;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract keeps keys for at least 30 days. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class KeyExpiryTest {
  @Inject KeyExpiry expiry;

  @Test
  void a_key_is_kept_for_thirty_days_and_gone_after_thirty_one() {
    UUID young = organizationWithAKeyOf("30 days 23 hours");
    UUID old = organizationWithAKeyOf("31 days 1 minute");

    expiry.deleteOld();

    assertThat(keysOf(young)).isEqualTo(1);
    assertThat(keysOf(old)).isZero();
  }

  private static UUID organizationWithAKeyOf(String age) {
    UUID organization = UUID.randomUUID();
    Stored.change(
        """
        insert into platform.idempotency_keys
          (organization_id, key_hash, fingerprint, status, body, created_at)
        values (?, decode(repeat('00', 16), 'hex'), decode(repeat('00', 32), 'hex'), 201, '{}',
          now() - ?::interval)
        """,
        organization,
        age);
    return organization;
  }

  private static long keysOf(UUID organization) {
    return Stored.number(
        "select count(*) from platform.idempotency_keys where organization_id = ?", organization);
  }
}
