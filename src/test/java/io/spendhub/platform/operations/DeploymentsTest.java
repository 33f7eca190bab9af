package io.spendhub.platform.operations;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.spendhub.testing.DescribedOperation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What images, compose and Kubernetes name of the service is what it has. */
class DeploymentsTest {
  private static final Path DOCKER = Path.of("src/main/docker");
  private static final Path KUBERNETES = Path.of("src/main/kubernetes");
  private static final Path COMPOSE = DOCKER.resolve("compose.yaml");
  private static final Pattern SETTING = Pattern.compile("\\b(SPENDHUB_[A-Z_]+)\\b");
  private static final Pattern PORT = Pattern.compile("SPENDHUB_HTTP_PORT:(\\d+)}");

  /** Of compose alone: which image. */
  private static final Set<String> NO_SETTINGS = Set.of("SPENDHUB_IMAGE");

  @Test
  void every_setting_that_is_given_is_one_of_the_program() {
    Set<String> known =
        found(Pattern.compile("(?m)^#(SPENDHUB_[A-Z_]+)="), text(Path.of(".env.sample")))
            .collect(toCollection(TreeSet::new));
    Set<String> given =
        Stream.concat(files(DOCKER), files(KUBERNETES))
            .flatMap(file -> found(SETTING, text(file)))
            .filter(name -> !NO_SETTINGS.contains(name))
            .collect(toCollection(TreeSet::new));

    assertThat(given).hasSizeGreaterThan(6).isSubsetOf(known);
  }

  @Test
  void what_the_service_calls_for_others_can_be_set_and_reached() {
    assertThat(yaml(COMPOSE).at("/services/spendhub/environment").fieldNames())
        .toIterable()
        .contains("SPENDHUB_WEBHOOK_KEY", "SPENDHUB_OIDC_URL", "SPENDHUB_OIDC_AUDIENCE");
    assertThat(networkPolicy()).contains("port: 443,");
  }

  @Test
  void every_port_is_the_one_that_the_service_listens_on_unless_told() {
    String port =
        found(PORT, text(Path.of("src/main/resources/application.properties")))
            .findFirst()
            .orElseThrow();

    assertThat(text(DOCKER.resolve("Dockerfile.jvm"))).contains("\nEXPOSE " + port + "\n");
    assertThat(text(DOCKER.resolve("Dockerfile.native"))).contains("\nEXPOSE " + port + "\n");
    assertThat(found(Pattern.compile("server \\w+:(\\d+);"), text(DOCKER.resolve("gateway.conf"))))
        .hasSize(3)
        .containsOnly(port);
    assertThat(yaml(COMPOSE).at("/services/spendhub/ports/0").asText()).endsWith(":" + port);
    assertThat(text(Path.of("src/main/observability/prometheus.yaml")))
        .contains("\"spendhub:" + port + "\"");
    assertThat(deployment().at("/ports/0/containerPort").asText()).isEqualTo(port);
    assertThat(found(Pattern.compile("prometheus.io/port: \"(\\d+)\""), text(deploymentFile())))
        .containsExactly(port);
  }

  @Test
  void probes_ask_what_the_documents_tell_at_a_port_that_has_their_name() {
    List<String> named =
        StreamSupport.stream(deployment().path("ports").spliterator(), false)
            .map(port -> port.path("name").asText())
            .toList();
    String operations = text(Path.of("docs/operations.md"));

    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
      JsonNode get = deployment().path(probe).path("httpGet");
      assertThat(named).contains(get.path("port").asText());
      assertThat(operations).contains("| `" + get.path("path").asText() + "` |");
    }
    JsonNode service = yaml(KUBERNETES.resolve("base/process/service.yaml"));
    assertThat(named).contains(service.at("/spec/ports/0/targetPort").asText());
    assertThat(found(Pattern.compile("- port: ([a-z]+)"), networkPolicy())).isSubsetOf(named);
  }

  @Test
  void every_file_that_is_named_is_there() {
    List<Path> named =
        Stream.concat(
                files(KUBERNETES)
                    .filter(file -> file.endsWith("kustomization.yaml"))
                    .flatMap(
                        file ->
                            texts(yaml(file).path("resources"))
                                .map(name -> file.resolveSibling(name).normalize())),
                found(Pattern.compile("(?m)^      - (\\.\\.?/[^:]+):"), text(COMPOSE))
                    .map(name -> COMPOSE.resolveSibling(name).normalize()))
            .toList();

    assertThat(named).hasSizeGreaterThan(15).allMatch(Files::exists);
  }

  @Test
  void each_part_has_processes_and_every_operation_a_route_to_its_own() {
    Path parts = KUBERNETES.resolve("overlays/parts");
    for (String part : List.of("commands", "queries", "vouchers", "jobs")) {
      assertThat(text(parts.resolve(part).resolve("kustomization.yaml")))
          .contains("nameSuffix: -" + part, "{name: SPENDHUB_SERVE, value: " + part + "}");
    }
    JsonNode rules = yaml(parts.resolve("routes.yaml")).at("/spec/rules");

    assertThat(DescribedOperation.all())
        .allSatisfy(
            operation ->
                assertThat(backend(rules, operation))
                    .as(operation.toString())
                    .isEqualTo("spendhub-" + operation.servedBy()));
  }

  /** Of the matches, the longest path wins, and then one of a method (Gateway API, HTTPRoute). */
  private static String backend(JsonNode rules, DescribedOperation operation) {
    String backend = "";
    int best = -1;
    for (JsonNode rule : rules) {
      for (JsonNode match : rule.path("matches")) {
        int precision = precision(match, operation);
        if (precision > best) {
          best = precision;
          backend = rule.at("/backendRefs/0/name").asText();
        }
      }
    }
    return backend;
  }

  private static int precision(JsonNode match, DescribedOperation operation) {
    String path = match.at("/path/value").asText();
    boolean exact = match.at("/path/type").asText().equals("Exact");
    boolean reaches =
        operation.path().equals(path) || (!exact && operation.path().startsWith(path + "/"));
    boolean isOfMethod = match.path("method").asText().equals(operation.method());
    if (!reaches || (match.has("method") && !isOfMethod)) {
      return -1;
    }
    return (exact ? 10_000 : 2 * path.length()) + (isOfMethod ? 1 : 0);
  }

  @Test
  void the_autoscaler_goes_by_a_figure_that_is_made() {
    JsonNode scaler = yaml(KUBERNETES.resolve("overlays/cluster/autoscaler.yaml"));
    JsonNode adapter = yaml(Path.of("src/main/observability/adapter.yaml"));

    assertThat(scaler.at("/spec/metrics/0/pods/metric/name").asText())
        .isNotEmpty()
        .isEqualTo(adapter.at("/rules/0/name/as").asText());
  }

  @Test
  void nothing_runs_as_root_or_writes_but_below_tmp() {
    JsonNode job = yaml(KUBERNETES.resolve("base/shared/migrate.yaml"));
    JsonNode migration = job.at("/spec/template/spec/containers/0");

    for (JsonNode container : List.of(deployment(), migration)) {
      assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
          .isFalse();
      assertThat(container.path("volumeMounts").findValuesAsText("mountPath"))
          .containsExactly("/tmp");
    }
    assertThat(text(DOCKER.resolve("Dockerfile.jvm"))).contains("\nUSER 10001:10001\n");
    assertThat(text(DOCKER.resolve("Dockerfile.native"))).contains("\nUSER 10001:10001\n");
  }

  private static Path deploymentFile() {
    return KUBERNETES.resolve("base/process/deployment.yaml");
  }

  /** Its container. */
  private static JsonNode deployment() {
    return yaml(deploymentFile()).at("/spec/template/spec/containers/0");
  }

  private static String networkPolicy() {
    return text(KUBERNETES.resolve("base/shared/network-policy.yaml"));
  }

  private static Stream<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText);
  }

  private static JsonNode yaml(Path file) {
    try {
      return new YAMLMapper().readTree(text(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Stream<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1));
  }

  private static Stream<Path> files(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
