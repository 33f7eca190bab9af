package io.spendhub.platform.connections;

import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.quarkus.agroal.runtime.JdbcDriver;
import io.quarkus.arc.Unremovable;
import io.quarkus.datasource.common.runtime.DatabaseKind;
import io.quarkus.jdbc.postgresql.runtime.PostgreSQLAgroalConnectionConfigurer;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/**
 * Tells the pools which connections to throw away. What comes with Quarkus knows of connections
 * that are lost (SQLSTATE 08), and not of those whose server ends or is the primary no longer.
 */
@Singleton
@Unremovable
@Alternative
@Priority(1)
@JdbcDriver(DatabaseKind.POSTGRESQL)
class LostConnections extends PostgreSQLAgroalConnectionConfigurer {
  @Override
  public void setExceptionSorter(
      String databaseKind, AgroalDataSourceConfigurationSupplier configuration) {
    configuration.connectionPoolConfiguration().exceptionSorter(ConnectionLoss::is);
  }
}
