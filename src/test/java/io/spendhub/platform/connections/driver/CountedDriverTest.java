package io.spendhub.platform.connections.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.spendhub.platform.connections.ConnectionLoss;
import io.spendhub.platform.postgres.EmbeddedPostgres;
import io.spendhub.testing.Line;
import io.spendhub.testing.LonelyPrimary;
import io.spendhub.testing.Until;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.util.HostSpec;

/** A pool of three connections to a real server whose commits can be made to wait. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CountedDriverTest {
  private static final int PLACES = 3;
  private static final int MORE_THAN_ONCE = 2 * PLACES;

  private final EmbeddedPostgres server;
  private final LonelyPrimary primary;

  CountedDriverTest(@TempDir Path directory) {
    server = EmbeddedPostgres.start(directory, Path.of("target", "postgresql"));
    primary = new LonelyPrimary(server.address());
    primary.run("create table told (text text)");
    primary.run("grant all on told to spendhub");
  }

  @AfterEach
  void letCommitsGo() {
    primary.letCommitsGo();
  }

  @AfterAll
  void end() {
    server.close();
  }

  @Test
  void a_commit_that_its_standby_does_not_have_is_in_doubt() throws Exception {
    try (AgroalDataSource pool = pool("cancelled", server.address().url(), 60)) {
      primary.letCommitsWait();
      Thread cancelling =
          Thread.ofPlatform().start(() -> primary.cancel(primary.awaitCommitOf("told")));

      assertThat(catchThrowable(() -> commit(pool))).isInstanceOf(CommitInDoubt.class);
      cancelling.join();
    }
  }

  @Test
  void commits_in_doubt_keep_their_places_until_the_server_has_ended_them() throws Exception {
    try (AgroalDataSource pool = pool("silent", server.address().url(), 1)) {
      commit(pool);
      primary.letCommitsWait();

      for (int time = 0; time < MORE_THAN_ONCE; time++) {
        assertThatThrownBy(() -> commit(pool)).isInstanceOf(SQLException.class);
        assertThat(primary.processesOf("silent")).hasSizeLessThanOrEqualTo(PLACES);
      }
      assertThat(waiting("silent")).isNotEmpty();

      primary.letCommitsGo();
      Until.holds(() -> catchThrowable(() -> commit(pool)) == null);
    }
  }

  @Test
  void a_line_that_is_cut_frees_no_place_of_a_commit_that_waits() throws Exception {
    try (Line line = Line.to(portOf(server.address().url()));
        AgroalDataSource pool = pool("cut", through(line), 60)) {
      commit(pool);
      primary.letCommitsWait();

      for (int time = 0; time < MORE_THAN_ONCE; time++) {
        int before = waiting("cut").size();
        AtomicBoolean told = new AtomicBoolean();
        Thread cutting = Thread.ofPlatform().start(() -> cutOnceMoreWait(line, before, told));
        assertThatThrownBy(() -> commit(pool)).isInstanceOf(SQLException.class);
        told.set(true);
        cutting.join();
        assertThat(primary.processesOf("cut")).hasSizeLessThanOrEqualTo(PLACES);
      }
      assertThat(waiting("cut")).isNotEmpty();

      primary.letCommitsGo();
      Until.holds(() -> catchThrowable(() -> commit(pool)) == null);
    }
  }

  @Test
  void a_connection_whose_process_was_ended_is_not_lent_again() throws Exception {
    try (AgroalDataSource pool = pool("ended", server.address().url(), 60)) {
      commit(pool);
      primary.end(primary.processesOf("ended"));

      assertThat(catchThrowable(() -> commit(pool))).matches(ConnectionLoss::is);
      commit(pool);
    }
  }

  @Test
  void whoever_cannot_ask_the_server_leaves_its_place_to_the_next() throws Exception {
    ServerProcesses processes = ServerProcesses.of("asked", 2);
    CountedConnection lost = processes.opened(() -> counted(processes, "asked"), this::plain);
    primary.end(primary.processesOf("asked"));
    assertThat(catchThrowable(() -> lost.execSQLUpdate("select"))).matches(ConnectionLoss::is);

    assertThatThrownBy(
            () ->
                processes.opened(
                    () -> counted(processes, "asked"),
                    () -> {
                      throw new IllegalStateException("as a test wants it");
                    }))
        .isInstanceOf(SQLException.class);

    Until.holds(
        () ->
            catchThrowable(
                    () -> processes.opened(() -> counted(processes, "asked"), this::plain).close())
                == null);
  }

  private List<String> waiting(String application) {
    return primary.texts(
        "select pid::text from pg_stat_activity"
            + " where application_name = ? and wait_event = 'SyncRep'",
        application);
  }

  /** There is nothing to wait for where the commit finds no place. */
  private void cutOnceMoreWait(Line line, int before, AtomicBoolean told) {
    Until.holds(() -> told.get() || waiting("cut").size() > before);
    cut(line);
  }

  private static void cut(Line line) {
    try {
      line.cut();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static void commit(AgroalDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("insert into told values ('told')");
      connection.commit();
    }
  }

  private static int portOf(String url) {
    return URI.create(url.substring("jdbc:".length())).getPort();
  }

  private String through(Line line) {
    String url = server.address().url();
    return url.replace(":" + portOf(url) + "/", ":" + line.port() + "/");
  }

  private CountedConnection counted(ServerProcesses processes, String name) throws SQLException {
    Properties login = login();
    login.setProperty("ApplicationName", name);
    URI url = URI.create(server.address().url().substring("jdbc:".length()));
    login.setProperty("PGDBNAME", url.getPath().substring(1));
    HostSpec[] hosts = {new HostSpec(url.getHost(), url.getPort())};
    return new CountedConnection(
        hosts, login, server.address().url(), processes, Duration.ofSeconds(60));
  }

  private Connection plain() throws SQLException {
    return DriverManager.getConnection(server.address().url(), login());
  }

  private Properties login() {
    Properties login = new Properties();
    login.setProperty("user", server.address().user());
    login.setProperty("password", server.address().password());
    return login;
  }

  private AgroalDataSource pool(String name, String url, int commitTimeout) throws SQLException {
    return AgroalDataSource.from(
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                pool ->
                    pool.maxSize(PLACES)
                        .acquisitionTimeout(Duration.ofSeconds(5))
                        .exceptionSorter(ConnectionLoss::is)
                        .connectionFactoryConfiguration(
                            factory ->
                                factory
                                    .connectionProviderClass(CountedDriver.class)
                                    .jdbcUrl(url)
                                    .jdbcProperty("ApplicationName", name)
                                    .jdbcProperty("places", Integer.toString(PLACES))
                                    .jdbcProperty("commitTimeout", Integer.toString(commitTimeout))
                                    .principal(new NamePrincipal(server.address().user()))
                                    .credential(new SimplePassword(server.address().password())))));
  }
}
