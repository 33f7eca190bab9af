package io.spendhub.platform.connections;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.spendhub.platform.security.CurrentCaller;
import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * No organization, and no two of them, have all connections: whatever is done with one takes a
 * share of somebody first. Nobody asks for it: {@link Primary}, {@link Sql} and every transaction
 * do, and the pools refuse a connection to anything else.
 *
 * <p>The share is that of the organization whose request is answered. Finding out whose request it
 * is, and what the service does by itself, have shares of their own. What is none of these, such as
 * a command of the operator, counts as one organization more.
 */
@ApplicationScoped
public class ConnectionShares {
  private static final int KEPT_FOR_BEARERS = 2;
  private static final int KEPT_FOR_JOBS = 5;
  private static final int READS_KEPT_FOR_JOBS = 2;

  /** With fewer, one organization whose accounts others hold would have them all. */
  public static final int FEWEST_LANES = 5;

  private static final int MOST_LANES_UNLESS_SET = 9;

  /** With fewer connections for reads there is none for callers. */
  public static final int FEWEST_READS = PoolShares.fewest(0, READS_KEPT_FOR_JOBS, 0);

  private static final ScopedValue<Party> PARTY = ScopedValue.newInstance();

  private final CurrentCaller caller;
  private final PoolShares primary;
  private final PoolShares reads;
  private final int lanes;

  ConnectionShares(
      CurrentCaller caller,
      MeterRegistry registry,
      @ConfigProperty(name = "SPENDHUB_LANES") Optional<Integer> lanes,
      @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int connections,
      @ConfigProperty(name = "quarkus.datasource.read.jdbc.max-size") int readConnections) {
    this.caller = caller;
    this.lanes = lanes(lanes);
    this.primary = new PoolShares(connections, KEPT_FOR_BEARERS, KEPT_FOR_JOBS, this.lanes);
    this.reads = new PoolShares(readConnections, 0, READS_KEPT_FOR_JOBS, 0);
    watch(registry, "primary", primary);
    watch(registry, "read", reads);
  }

  /** With fewer connections to the primary there is none for callers beside so many lanes. */
  public static int fewest(Optional<Integer> lanes) {
    return PoolShares.fewest(KEPT_FOR_BEARERS, KEPT_FOR_JOBS, lanes(lanes));
  }

  private static int lanes(Optional<Integer> setting) {
    int ofMachine = 2 * Runtime.getRuntime().availableProcessors() + 1;
    return setting.orElse(Math.clamp(ofMachine, FEWEST_LANES, MOST_LANES_UNLESS_SET));
  }

  /** How many lanes of money commands may run at once. */
  public int lanes() {
    return lanes;
  }

  /** Runs a lane on the thread that it is called on; its transactions never wait for a place. */
  public static void inLane(int number, Runnable lane) {
    ScopedValue.where(PARTY, new Party.Lane(number)).run(lane);
  }

  /**
   * Does some work that uses one connection to the primary after another, with a place for it in
   * hand from the first to the last.
   *
   * @throws io.spendhub.shared.Refusal 503 {@code unavailable} if it has to wait for too long
   */
  <T> T within(Supplier<T> work) {
    return primary.reserving(party(), reads.holdsAny(), work);
  }

  /**
   * Finds out who calls.
   *
   * @param organizationId whose key it was when it worked before; all others share one share
   * @throws io.spendhub.shared.Refusal 503 {@code unavailable} if it has to wait for too long
   */
  public <T> T authenticating(Optional<UUID> organizationId, Supplier<T> work) {
    return ScopedValue.where(PARTY, new Party.Bearer(organizationId)).call(() -> within(work));
  }

  /** Does some work of the service's own, on the thread that it is called on. */
  public static void inBackground(String job, Runnable work) {
    ScopedValue.where(PARTY, new Party.Job(job)).run(work);
  }

  /** What allows a thread to take one connection, until it has given that back. */
  @FunctionalInterface
  public interface Share extends AutoCloseable {
    @Override
    void close();
  }

  /** For a transaction that begins. */
  Share forTransaction() {
    primary.use(party(), reads.holdsAny());
    return primary::release;
  }

  /** For statements: those of a transaction use the connection that it has. */
  public Share forStatements() {
    int status = QuarkusTransaction.getStatus();
    boolean inTransaction =
        status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK;
    return inTransaction ? () -> {} : forTransaction();
  }

  public Share forRead() {
    reads.use(party(), false);
    return reads::release;
  }

  PoolShares primary() {
    return primary;
  }

  PoolShares reads() {
    return reads;
  }

  Party party() {
    return PARTY.isBound() ? PARTY.get() : new Party.Caller(organization());
  }

  private Optional<UUID> organization() {
    return Arc.container().requestContext().isActive()
        ? caller.organizationIfAny()
        : Optional.empty();
  }

  private static void watch(MeterRegistry registry, String pool, PoolShares shares) {
    Map.of(
            "callers", new Party.Caller(Optional.empty()),
            "keys", new Party.Bearer(Optional.empty()),
            "jobs", new Party.Job(""),
            "lanes", new Party.Lane(0))
        .forEach((purpose, party) -> watch(registry, pool, purpose, shares.places(party)));
  }

  private static void watch(
      MeterRegistry registry, String pool, String purpose, Places<Party> places) {
    Gauge.builder("spendhub.connections.taken", places, Places::taken)
        .description("Connections that are used now")
        .tags("pool", pool, "for", purpose)
        .register(registry);
    Gauge.builder("spendhub.connections.waiting", places, Places::waiting)
        .description("Those that wait for a connection now")
        .tags("pool", pool, "for", purpose)
        .register(registry);
  }
}
