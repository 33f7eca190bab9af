package io.spendhub.platform.operations;

import static io.restassured.RestAssured.get;
import static io.spendhub.testing.api.Campaign.giftCard;
import static io.spendhub.testing.api.Cash.gbp;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Voucher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Dashboard, alerts and autoscaler ask for figures that the service has. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ObservedMetricsTest {
  private static final Path ALERTS = Path.of("src/main/observability/alerts.yaml");
  private static final Path DASHBOARD = Path.of("src/main/observability/grafana/spendhub.json");
  private static final Path ADAPTER = Path.of("src/main/observability/adapter.yaml");
  private static final Pattern METRIC =
      Pattern.compile("\\b((?:spendhub|http|jvm|process|system)_[a-z0-9_]+)\\b");

  @Test
  void every_figure_that_is_asked_for_is_there() throws IOException {
    Spending acme = Spending.inANewOrganization();
    acme.walletWith(gbp(1_000)).card().authorize(100);
    Voucher voucher = Campaign.active(acme, giftCard(1_000)).voucher();
    voucher.redeem(voucher.take(100));
    Set<String> there =
        get("/q/metrics")
            .asString()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.replaceFirst("[{ ].*$", ""))
            .collect(toSet());

    assertThat(asked(DASHBOARD, "expr")).hasSizeGreaterThan(15).isSubsetOf(there);
    assertThat(asked(ALERTS, "expr")).hasSizeGreaterThan(8).isSubsetOf(there);
    assertThat(asked(ADAPTER, "metricsQuery")).isNotEmpty().isSubsetOf(there);
    assertThat(asked(ADAPTER, "seriesQuery")).isNotEmpty().isSubsetOf(there);
  }

  @Test
  void prometheus_understands_the_alerts() throws Exception {
    assumeTrue(isThere("promtool"), "needs promtool (Debian: prometheus)");
    Process check =
        new ProcessBuilder("promtool", "check", "rules", ALERTS.toString())
            .redirectErrorStream(true)
            .start();

    String said = new String(check.getInputStream().readAllBytes(), UTF_8);

    assertThat(check.waitFor()).as(said).isZero();
  }

  /** The names in all members of a document that have this one. */
  private static Set<String> asked(Path document, String member) throws IOException {
    List<String> queries =
        new ArrayList<>(
            new YAMLMapper().readTree(Files.readString(document)).findValuesAsText(member));
    assertThat(queries).isNotEmpty();
    return queries.stream()
        .flatMap(query -> METRIC.matcher(query).results())
        .map(MatchResult::group)
        .collect(toCollection(TreeSet::new));
  }

  private static boolean isThere(String program) {
    return Pattern.compile(":")
        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
