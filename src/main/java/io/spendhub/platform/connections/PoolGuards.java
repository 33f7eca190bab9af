package io.spendhub.platform.connections;

import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;

/**
 * Nobody gets a connection past {@link ConnectionShares}: a pool gives none to a thread without a
 * place. Only a mistake in this program meets it, and meets it at its first try.
 */
@Singleton
class PoolGuards {
  private final ConnectionShares shares;
  private volatile boolean started;

  PoolGuards(ConnectionShares shares) {
    this.shares = shares;
  }

  /** Quarkus looks at the databases once, before anybody calls. */
  void started(@Observes StartupEvent event) {
    started = true;
  }

  @Produces
  @Singleton
  AgroalPoolInterceptor ofPrimary() {
    return guard(shares.primary());
  }

  @Produces
  @Singleton
  @DataSource("read")
  AgroalPoolInterceptor ofReads() {
    return guard(shares.reads());
  }

  private AgroalPoolInterceptor guard(PoolShares pool) {
    return new AgroalPoolInterceptor() {
      @Override
      public void onConnectionAcquire(Connection connection) {
        if (started && !pool.isInUse()) {
          throw new IllegalStateException("a connection was taken past the shares");
        }
      }
    };
  }
}
