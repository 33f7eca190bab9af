package io.spendhub.platform.connections;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.lang.reflect.Field;
import java.util.Arrays;

/**
 * Quarkus remembers the transaction manager of its first start in static fields. Where the program
 * is started again in the same process, by live reload or by tests, that one would still tell the
 * {@link TransactionPlaces} of before of each transaction.
 */
@ApplicationScoped
class ForgottenTransactions {
  private static final String REMEMBERING = "io.quarkus.narayana.jta.QuarkusTransactionImpl";

  /** Before anything of this start begins a transaction. */
  void forget(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 1) StartupEvent start)
      throws ReflectiveOperationException {
    Class<?> remembering =
        Class.forName(REMEMBERING, false, QuarkusTransaction.class.getClassLoader());
    for (Field field : Arrays.asList(remembering.getDeclaredFields())) {
      if (field.getName().startsWith("cached")) {
        field.setAccessible(true);
        field.set(null, null);
      }
    }
  }
}
