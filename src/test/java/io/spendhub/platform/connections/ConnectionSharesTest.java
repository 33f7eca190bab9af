package io.spendhub.platform.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.platform.sql.LongRead;
import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Snapshots;
import io.spendhub.platform.sql.Sql;
import io.spendhub.shared.Refusal;
import io.spendhub.testing.PostgresResource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever is done with a connection takes a share of somebody, whether its author knew or not. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ConnectionSharesTest {
  /** Tests call for no organization, as the operator's commands do. */
  private static final Party NOBODY = new Party.Caller(Optional.empty());

  /** All 24 connections, but for one of probes, two of keys, five of jobs, and those of lanes. */
  private static final int CALLERS = 25 - ConnectionShares.fewest(Optional.empty());

  private static final int JOBS = 5;

  @Inject ConnectionShares shares;
  @Inject Sql sql;
  @Inject Snapshots snapshots;
  @Inject NewService service;
  @Inject EntityManager entities;
  @Inject AgroalDataSource pool;

  @Inject
  @DataSource("read")
  AgroalDataSource readPool;

  /** As somebody may write one who never heard of shares. */
  @ApplicationScoped
  static class NewService {
    private final ConnectionShares shares;
    private final Primary primary;
    private final EntityManager entities;

    NewService(ConnectionShares shares, Primary primary, EntityManager entities) {
      this.shares = shares;
      this.primary = primary;
      this.entities = entities;
    }

    @Transactional
    int transaction() {
      return entities.createNativeQuery("select 1").getResultList().size() * taken();
    }

    @Transactional(TxType.REQUIRES_NEW)
    int transactionOfItsOwn() {
      return primary.list("select 1", row -> taken()).getFirst();
    }

    int statement() {
      return primary.list("select 1", row -> taken()).getFirst();
    }

    @Transactional
    int failing() {
      throw new IllegalStateException("as a test wants it");
    }

    private int taken() {
      return shares.primary().places(NOBODY).takenBy(NOBODY);
    }
  }

  @AfterEach
  void nothing_stays_taken() {
    assertThat(callers().takenBy(NOBODY)).isZero();
    assertThat(reads().takenBy(NOBODY)).isZero();
  }

  @Test
  void a_service_that_knows_nothing_of_shares_takes_one_all_the_same() {
    assertThat(service.transaction()).isOne();
    assertThat(service.transactionOfItsOwn()).isOne();
    assertThat(service.statement()).isOne();
    int joined = QuarkusTransaction.requiringNew().call(service::transaction);
    assertThat(joined).isOne();
    assertThatThrownBy(service::failing).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_read_takes_a_share_of_the_reads() {
    assertThat(sql.query("select 1 as one").list(row -> reads().takenBy(NOBODY)))
        .containsExactly(1);
    int taken = snapshots.read(LongRead.unbounded(), snapshot -> reads().takenBy(NOBODY));
    assertThat(taken).isOne();
    assertThat(callers().takenBy(NOBODY)).isZero();
  }

  @Test
  void transactions_one_after_another_may_keep_one_place() {
    int taken = shares.within(() -> service.transaction() + service.transactionOfItsOwn());

    assertThat(taken).isEqualTo(2);
    int inHand = shares.within(() -> shares.within(() -> callers().takenBy(NOBODY)));
    assertThat(inHand).isOne();
  }

  @Test
  void entities_are_not_read_outside_of_a_transaction() {
    assertThatThrownBy(() -> entities.createNativeQuery("select 1").getResultList())
        .isInstanceOf(ContextNotActiveException.class);
  }

  @Test
  void a_pool_gives_nothing_to_who_comes_past_the_shares() {
    assertThatThrownBy(pool::getConnection).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(readPool::getConnection).isInstanceOf(IllegalStateException.class);
    assertThat(service.statement()).isOne();
  }

  @Test
  void a_transaction_inside_another_takes_a_second_place_and_never_waits_for_it() {
    int both = QuarkusTransaction.requiringNew().call(service::transactionOfItsOwn);
    assertThat(both).isEqualTo(2);

    int all = QuarkusTransaction.requiringNew().call(this::secondWhereNoneIsFree);
    assertThat(all).isEqualTo(1 + CALLERS + 1);
  }

  private int secondWhereNoneIsFree() {
    takeAll();
    try {
      return service.transactionOfItsOwn();
    } finally {
      giveAllBack();
    }
  }

  @Test
  void a_transaction_that_may_not_begin_leaves_nothing_behind() {
    Party job = new Party.Job("a job");
    Places<Party> jobs = shares.primary().places(job);
    IntStream.range(0, JOBS).forEach(each -> jobs.enterSecond(job));

    ConnectionShares.inBackground("a job", this::beginInVain);

    assertThat(QuarkusTransaction.getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
    assertThat(jobs.takenBy(job)).isEqualTo(JOBS);
    IntStream.range(0, JOBS).forEach(each -> jobs.leave(job));
    assertThat(service.transaction()).isOne();
  }

  /** Who is told to end while it waits has no more patience. */
  private void beginInVain() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(service::transaction)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("unavailable"));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void when_callers_have_taken_all_keys_are_looked_up_and_jobs_go_on() throws Exception {
    takeAll();
    Thread waits = Thread.ofVirtual().start(service::transaction);
    while (callers().waiting() == 0) {
      Thread.onSpinWait();
    }

    int ofStranger = shares.authenticating(Optional.empty(), service::transaction);
    int ofTenant = shares.authenticating(Optional.of(new UUID(1, 2)), service::statement);
    assertThat(ofStranger).isEqualTo(CALLERS);
    assertThat(ofTenant).isEqualTo(CALLERS);
    ConnectionShares.inBackground(
        "a job", () -> QuarkusTransaction.requiringNew().run(service::transactionOfItsOwn));
    assertThat(pool.isHealthy(false)).as("what a probe asks").isTrue();

    giveAllBack();
    waits.join();
  }

  private void takeAll() {
    for (int i = 0; i < CALLERS; i++) {
      callers().enterSecond(NOBODY);
    }
  }

  private void giveAllBack() {
    for (int i = 0; i < CALLERS; i++) {
      callers().leave(NOBODY);
    }
  }

  private Places<Party> callers() {
    return shares.primary().places(NOBODY);
  }

  private Places<Party> reads() {
    return shares.reads().places(NOBODY);
  }
}
