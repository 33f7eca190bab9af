package io.spendhub.ledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.ledger.Journals;
import io.spendhub.platform.sql.Primary;
import io.spendhub.shared.Refusal;
import io.spendhub.testing.PostgresResource;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Looking for a commit while nothing tells whether it is there. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class CommitLookupTest {
  private final AtomicInteger looks = new AtomicInteger();

  @SuppressWarnings("NullAway.Init") // set by Quarkus
  @Inject
  Journals journals;

  @SuppressWarnings("NullAway.Init") // set by Quarkus
  @Inject
  Primary primary;

  @Test
  void a_thread_that_is_told_to_end_looks_no_more_and_stays_told() throws SQLException {
    CommitLookup lookup = new CommitLookup(counted(), primary);
    try (Connection another = PostgresResource.connect();
        Statement statement = another.createStatement()) {
      another.setAutoCommit(false);
      statement.execute("lock table ledger.commits in access exclusive mode");

      Thread.currentThread().interrupt();
      Throwable told = catchThrowable(() -> lookup.hasHappened(new UUID(0, 1), new UUID(0, 2)));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(told)
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE));
      assertThat(looks).hasValueLessThanOrEqualTo(1);
    }
  }

  /** The real ones, which are told how often they were asked. */
  private Journals counted() {
    return (Journals)
        Proxy.newProxyInstance(
            Journals.class.getClassLoader(),
            new Class<?>[] {Journals.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("isCommitted")) {
                looks.incrementAndGet();
              }
              try {
                return method.invoke(journals, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }
}
