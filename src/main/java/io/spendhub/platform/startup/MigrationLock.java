package io.spendhub.platform.startup;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * Of several that would migrate, one does: its session holds a lock, not a transaction of it. An
 * index that is built concurrently waits for every transaction that is open, for that one too.
 */
@Singleton
final class MigrationLock implements FlywayConfigurationCustomizer {
  @Override
  public void customize(FluentConfiguration configuration) {
    configuration
        .getPluginRegister()
        .getExact(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
  }
}
