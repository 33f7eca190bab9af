package io.spendhub.platform.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each setting has to be, and what is said of one that is not. */
class SettingsCheckTest {
  private static final String LONG_KEY = "0123456789abcdef0123456789abcdef";

  @Test
  void without_settings_nothing_is_wrong() {
    assertThat(faultsOf(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "SPENDHUB_HTTP_PORT, 1",
    "SPENDHUB_HTTP_PORT, 65535",
    "SPENDHUB_ADMIN_KEY, short",
    "SPENDHUB_DB_URL, jdbc:postgresql://db.example.com:5432/spendhub?ssl=true",
    "SPENDHUB_DB_URL, jdbc:postgresql:spendhub",
    "SPENDHUB_DB_READ_URL, jdbc:postgresql://replica/spendhub",
    "SPENDHUB_DB_URL, jdbc:postgresql://db/spendhub?commitTimeout=1",
    "SPENDHUB_DB_URL, jdbc:postgresql://db/spendhub?commitTimeout=3600",
    "SPENDHUB_SERVE, all",
    "SPENDHUB_SERVE, queries",
    "SPENDHUB_LANES, 5",
    "SPENDHUB_LANES, 101",
    "QUARKUS_DATASOURCE_READ_JDBC_MAX_SIZE, 4",
    "SPENDHUB_CARD_KEY, " + LONG_KEY,
    "SPENDHUB_VOUCHER_KEY, " + LONG_KEY,
    "SPENDHUB_WEBHOOK_KEY, " + LONG_KEY,
    "SPENDHUB_WEBHOOK_ALLOW, '10.1.0.0/16, fd00::/8'",
    "SPENDHUB_VOUCHER_GUESSES_PER_MINUTE, 1",
    "SPENDHUB_VOUCHER_GUESSES_PER_MINUTE, 1000000000",
    "SPENDHUB_VERIFICATION_SECONDS, 1",
    "SPENDHUB_VERIFICATION_SECONDS, 86400",
    "SPENDHUB_URL, http://localhost:8080",
    "SPENDHUB_URL, https://spend.example.com/"
  })
  void what_makes_sense_is_passed(String name, String value) {
    assertThat(faults(Map.of(name, value))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "0", "-1", "65536", "99999", "8080 ", "99999999999999999999", "٨"})
  void a_port_is_a_number_that_ports_have(String port) {
    assertThat(faults(Map.of("SPENDHUB_HTTP_PORT", port)))
        .containsExactly(
            "SPENDHUB_HTTP_PORT is \"%s\"; it must be a port, 1 to 65535.".formatted(port));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SPENDHUB_DB_URL", "SPENDHUB_DB_READ_URL"})
  void a_database_is_named_as_jdbc_names_it(String name) {
    assertThat(faults(Map.of(name, "postgres://db.example.com/spendhub")))
        .containsExactly(
            name
                + " is \"postgres://db.example.com/spendhub\"; it must be a JDBC URL, such as"
                + " jdbc:postgresql://db.example.com:5432/spendhub.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"postgres://me:s3cret@db/spendhub", "jdbc:mysql://db/spendhub?password=s3cret"})
  void a_password_within_a_url_is_not_shown(String url) {
    assertThat(faults(Map.of("SPENDHUB_DB_URL", url)))
        .singleElement()
        .satisfies(
            fault ->
                assertThat(fault)
                    .startsWith("SPENDHUB_DB_URL is something else")
                    .doesNotContain("s3cret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "soon", "20s", "1.5", "-1", "3601", "99999999999999999999"})
  void a_commit_is_waited_for_some_seconds(String seconds) {
    String url = "jdbc:postgresql://db/spendhub?password=s3cret&commitTimeout=" + seconds;

    assertThat(faults(Map.of("SPENDHUB_DB_URL", url)))
        .containsExactly(
            "SPENDHUB_DB_URL has a commitTimeout that is no whole number of seconds, 1 to 3600.");
  }

  @ParameterizedTest
  @CsvSource({
    "QUARKUS_DATASOURCE_JDBC_MAX_SIZE, 15, 16",
    "QUARKUS_DATASOURCE_JDBC_MAX_SIZE, many, 16",
    "QUARKUS_DATASOURCE_READ_JDBC_MAX_SIZE, 3, 4",
    "QUARKUS_DATASOURCE_READ_JDBC_MAX_SIZE, -1, 4"
  })
  void a_pool_has_as_many_connections_as_the_service_needs(String name, String size, int fewest) {
    assertThat(faults(Map.of(name, size, "SPENDHUB_LANES", "7")))
        .containsExactly(
            "%s is \"%s\"; it must be a whole number, %d to 262143.".formatted(name, size, fewest));
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "102", "many", "5.0"})
  void lanes_are_some_but_not_hundreds(String lanes) {
    assertThat(faults(Map.of("SPENDHUB_LANES", lanes)))
        .containsExactly(
            "SPENDHUB_LANES is \"%s\"; it must be a whole number, 5 to 101.".formatted(lanes));
  }

  @Test
  void a_process_serves_all_or_some_of_the_parts() {
    assertThat(faults(Map.of("SPENDHUB_SERVE", "queries,reports")))
        .containsExactly(
            "SPENDHUB_SERVE is \"queries,reports\"; it must be all, or some of commands, queries,"
                + " vouchers, jobs, with commas between them.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SPENDHUB_CARD_KEY", "SPENDHUB_VOUCHER_KEY", "SPENDHUB_WEBHOOK_KEY"})
  void a_key_that_could_be_guessed_is_refused_and_not_shown(String name) {
    assertThat(faults(Map.of(name, LONG_KEY.substring(1))))
        .containsExactly(
            name
                + " has 31 characters; it must have at least 32, as `openssl rand -hex 32` makes"
                + " them.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "intranet", "10.0.0.0/8;fd00::/8"})
  void networks_that_webhooks_may_reach_are_written_as_networks(String networks) {
    assertThat(faults(Map.of("SPENDHUB_WEBHOOK_ALLOW", networks)))
        .containsExactly(
            "SPENDHUB_WEBHOOK_ALLOW is \"%s\"; it must be networks by comma, such as 10.1.0.0/16,fd00::/8."
                .formatted(networks));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "many", "1.5", "1000000001"})
  void guesses_are_a_number_of_at_least_one(String guesses) {
    assertThat(faults(Map.of("SPENDHUB_VOUCHER_GUESSES_PER_MINUTE", guesses)))
        .containsExactly(
            "SPENDHUB_VOUCHER_GUESSES_PER_MINUTE is \"%s\"; it must be a whole number, 1 to 1000000000."
                .formatted(guesses));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:8080", "ftp://localhost", "http://", "http:8080", "http://a b"})
  void a_service_is_named_by_its_address(String url) {
    assertThat(faults(Map.of("SPENDHUB_URL", url)))
        .containsExactly(
            "SPENDHUB_URL is \"%s\"; it must be the address of a service, such as http://localhost:8080."
                .formatted(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.example.com/realms/acme",
        "http://localhost:8180/realms/acme",
        "http://127.0.0.1",
        "http://[::1]:8180"
      })
  void a_provider_of_sign_ins_is_named_with_an_audience(String url) {
    assertThat(faults(Map.of("SPENDHUB_OIDC_URL", url, "SPENDHUB_OIDC_AUDIENCE", "spendhub")))
        .isEmpty();
    assertThat(faults(Map.of("SPENDHUB_OIDC_URL", url)))
        .containsExactly(
            "SPENDHUB_OIDC_AUDIENCE is missing, and SPENDHUB_OIDC_URL is given. It is what access"
                + " tokens have to be for.");
    assertThat(faults(Map.of("SPENDHUB_OIDC_CLIENT_SECRET", "s3cret"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "login.example.com",
        "http://login.example.com",
        "http://localhost.example.com",
        "https://login.example.com?realm=acme"
      })
  void nobody_can_give_us_keys_of_their_own_on_the_way(String url) {
    assertThat(faults(Map.of("SPENDHUB_OIDC_URL", url, "SPENDHUB_OIDC_AUDIENCE", "spendhub")))
        .singleElement()
        .asString()
        .startsWith("SPENDHUB_OIDC_URL is ");
  }

  @Test
  void each_wrong_setting_has_a_line() {
    assertThat(faults(Map.of("SPENDHUB_URL", "here", "SPENDHUB_HTTP_PORT", "there"))).hasSize(2);
  }

  @Test
  void a_database_that_is_named_needs_a_password() {
    assertThat(faultsOf(Map.of("SPENDHUB_DB_URL", "jdbc:postgresql://db/spendhub")))
        .containsExactly(
            "SPENDHUB_DB_PASSWORD is missing, and SPENDHUB_DB_URL is given. Where the database asks"
                + " for no password, give it any.");
  }

  @Test
  void a_replica_is_one_of_a_database_that_is_named() {
    assertThat(faultsOf(Map.of("SPENDHUB_DB_READ_URL", "jdbc:postgresql://replica/spendhub")))
        .containsExactly(
            "SPENDHUB_DB_URL is missing, and SPENDHUB_DB_READ_URL is given. A replica is one of a"
                + " database that is named too.");
  }

  /** Beside a database that is named well. */
  private static List<String> faults(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("SPENDHUB_DB_URL", "jdbc:postgresql://db/spendhub");
    all.putIfAbsent("SPENDHUB_DB_PASSWORD", "s3cret");
    return faultsOf(all);
  }

  private static List<String> faultsOf(Map<String, String> settings) {
    return new SettingsCheck(name -> Optional.ofNullable(settings.get(name))).faults();
  }
}
