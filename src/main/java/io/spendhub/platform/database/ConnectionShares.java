package io.spendhub.platform.database;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * No organization has all connections to the primary: however many of its transactions are slow or
 * wait for each other's locks, a quarter of the connections is left to the others.
 */
@ApplicationScoped
public class ConnectionShares {
  private static final int LONGEST_QUEUE = 5_000;

  private final Queues<UUID> queues;

  ConnectionShares(@ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int connections) {
    this.queues = new Queues<>(Math.max(1, connections * 3 / 4), LONGEST_QUEUE);
  }

  /**
   * Runs a transaction when the organization may have one more connection.
   *
   * @throws io.spendhub.shared.Refusal 503 {@code unavailable} if it has to wait for too long
   */
  public <T> T within(UUID organizationId, Supplier<T> transaction) {
    enter(organizationId);
    try {
      return transaction.get();
    } finally {
      leave(organizationId);
    }
  }

  void enter(UUID organizationId) {
    queues.enter(organizationId);
  }

  void leave(UUID organizationId) {
    queues.leave(organizationId);
  }
}
