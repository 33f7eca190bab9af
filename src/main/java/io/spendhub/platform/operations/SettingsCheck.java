package io.spendhub.platform.operations;

import io.spendhub.platform.connections.ConnectionShares;
import io.spendhub.platform.connections.driver.CountedDriver;
import io.spendhub.platform.outgoing.Network;
import io.spendhub.platform.serving.ServedParts;
import io.spendhub.platform.startup.JdbcUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the settings have to be, looked at before anything starts: whoever gave a wrong one is told
 * its name, at once and in our own words.
 *
 * @param setting the value of a setting by its name; empty where it was not given
 */
record SettingsCheck(Function<String, Optional<String>> setting) {
  static final int SHORTEST_KEY = 32;
  private static final String DATABASE = "SPENDHUB_DB_URL";
  private static final String PASSWORD = "SPENDHUB_DB_PASSWORD";
  private static final String REPLICA = "SPENDHUB_DB_READ_URL";
  private static final int HIGHEST_PORT = 65_535;

  /** More than any PostgreSQL can be told to have. */
  private static final int MOST_CONNECTIONS = 262_143;

  private static final int LONGEST_COMMIT_TIMEOUT_SECONDS = 3_600;
  private static final String PROVIDER = "SPENDHUB_OIDC_URL";
  private static final String CLIENT = "SPENDHUB_OIDC_CLIENT_ID";
  private static final String LANES = "SPENDHUB_LANES";
  private static final int MOST_LANES = 101;
  private static final int MOST_GUESSES = 1_000_000_000;
  private static final int LONGEST_VERIFICATION_SECONDS = 86_400;

  /** A sentence for each setting that is wrong; none of them tells a secret. */
  List<String> faults() {
    return Stream.of(
            fault(
                HttpPort.SETTING,
                value -> isBetween(1, HIGHEST_PORT, value),
                "a port, 1 to " + HIGHEST_PORT),
            databaseFault(DATABASE),
            missing(PASSWORD, DATABASE, "Where the database asks for no password, give it any."),
            databaseFault(REPLICA),
            missing(DATABASE, REPLICA, "A replica is one of a database that is named too."),
            commitTimeoutFault(DATABASE),
            commitTimeoutFault(REPLICA),
            fault(ServedParts.SETTING, ServedParts::makesSense, ServedParts.EXPECTED),
            fault(
                LANES,
                value -> isBetween(ConnectionShares.FEWEST_LANES, MOST_LANES, value),
                "a whole number, %d to %d".formatted(ConnectionShares.FEWEST_LANES, MOST_LANES)),
            connectionsFault("QUARKUS_DATASOURCE_JDBC_MAX_SIZE", ConnectionShares.fewest(lanes())),
            connectionsFault(
                "QUARKUS_DATASOURCE_READ_JDBC_MAX_SIZE", ConnectionShares.FEWEST_READS),
            keyFault("SPENDHUB_CARD_KEY"),
            keyFault("SPENDHUB_VOUCHER_KEY"),
            keyFault("SPENDHUB_WEBHOOK_KEY"),
            fault(
                "SPENDHUB_WEBHOOK_ALLOW",
                value -> Network.list(value).isPresent(),
                "networks by comma, such as 10.1.0.0/16,fd00::/8"),
            fault(
                "SPENDHUB_VOUCHER_GUESSES_PER_MINUTE",
                value -> isBetween(1, MOST_GUESSES, value),
                "a whole number, 1 to " + MOST_GUESSES),
            fault(
                "SPENDHUB_VERIFICATION_SECONDS",
                value -> isBetween(1, LONGEST_VERIFICATION_SECONDS, value),
                "a whole number, 1 to " + LONGEST_VERIFICATION_SECONDS),
            fault(
                PROVIDER,
                SettingsCheck::isProviderUrl,
                "the issuer of access tokens, such as https://login.example.com/realms/acme; http"
                    + " for one on this machine only"),
            missing("SPENDHUB_OIDC_AUDIENCE", PROVIDER, "It is what access tokens have to be for."),
            missing(PROVIDER, "SPENDHUB_OIDC_AUDIENCE", "Without it nobody signs in."),
            missing(PROVIDER, CLIENT, "It is a client of that provider."),
            missing(CLIENT, "SPENDHUB_OIDC_CLIENT_SECRET", "It is the secret of that client."),
            fault(
                "SPENDHUB_URL",
                SettingsCheck::isServiceUrl,
                "the address of a service, such as http://localhost:8080"))
        .flatMap(Optional::stream)
        .toList();
  }

  /** What it is told to have, where that makes sense. */
  private Optional<Integer> lanes() {
    return setting
        .apply(LANES)
        .filter(value -> isBetween(ConnectionShares.FEWEST_LANES, MOST_LANES, value))
        .map(Integer::valueOf);
  }

  private Optional<String> fault(String name, Predicate<String> makesSense, String expected) {
    return setting
        .apply(name)
        .filter(makesSense.negate())
        .map(value -> name + " is " + shown(value) + "; it must be " + expected + ".");
  }

  private Optional<String> databaseFault(String name) {
    return fault(
        name,
        JdbcUrl::isOfPostgres,
        "a JDBC URL, such as jdbc:postgresql://db.example.com:5432/spendhub");
  }

  /** The URL is not shown: it may hold a password. */
  private Optional<String> commitTimeoutFault(String name) {
    return setting
        .apply(name)
        .flatMap(url -> JdbcUrl.parameter(url, CountedDriver.COMMIT_TIMEOUT))
        .filter(seconds -> !isBetween(1, LONGEST_COMMIT_TIMEOUT_SECONDS, seconds))
        .map(
            seconds ->
                "%s has a %s that is no whole number of seconds, 1 to %d."
                    .formatted(name, CountedDriver.COMMIT_TIMEOUT, LONGEST_COMMIT_TIMEOUT_SECONDS));
  }

  private Optional<String> connectionsFault(String name, int fewest) {
    return fault(
        name,
        value -> isBetween(fewest, MOST_CONNECTIONS, value),
        "a whole number, %d to %d".formatted(fewest, MOST_CONNECTIONS));
  }

  private Optional<String> missing(String name, String other, String why) {
    return setting.apply(other).isPresent() && setting.apply(name).isEmpty()
        ? Optional.of("%s is missing, and %s is given. %s".formatted(name, other, why))
        : Optional.empty();
  }

  private Optional<String> keyFault(String name) {
    return setting
        .apply(name)
        .filter(key -> key.length() < SHORTEST_KEY)
        .map(
            key ->
                "%s has %s characters; it must have at least %s, as `openssl rand -hex 32` makes them."
                    .formatted(name, key.length(), SHORTEST_KEY));
  }

  private static boolean isBetween(int least, int most, String value) {
    return value.matches("[0-9]{1,10}")
        && Long.parseLong(value) >= least
        && Long.parseLong(value) <= most;
  }

  private static boolean isServiceUrl(String value) {
    try {
      return value.matches("https?://.*") && new URI(value).getHost() != null;
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  /** Whoever is between us and the provider could give us keys of their own. */
  private static boolean isProviderUrl(String value) {
    return isServiceUrl(value)
        && !value.contains("?")
        && !value.contains("#")
        && (value.startsWith("https://")
            || value.matches("http://(localhost|127\\.0\\.0\\.1|\\[::1])([:/].*)?"));
  }

  /** A URL may hold a password, before its host or among its parameters. */
  private static String shown(String value) {
    return value.contains("@") || value.contains("?")
        ? "something else (not shown: it may hold a password)"
        : "\"" + value + "\"";
  }
}
