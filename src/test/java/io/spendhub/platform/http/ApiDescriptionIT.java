package io.spendhub.platform.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.spendhub.testing.PostgresResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The API description that is kept with the code. Asked of the packaged program, because the
 * program of the other tests has resources that only exist to be tested.
 */
@QuarkusIntegrationTest
@QuarkusTestResource(PostgresResource.class)
class ApiDescriptionIT {
  private static final Path KEPT = Path.of("api", "openapi.yaml");
  private static final String REMEDY =
      "Run `make openapi`, look at what has changed in " + KEPT + ", and commit it.";

  @Test
  void the_kept_description_is_what_the_program_says_of_itself() throws IOException {
    JsonNode kept = new YAMLMapper().readTree(Files.readString(KEPT));
    String served =
        given().get("/q/openapi?format=json").then().statusCode(200).extract().asString();

    Map<String, String> expected = leaves(kept);
    Map<String, String> actual = leaves(new ObjectMapper().readTree(served));
    assertThat(expected).as("the check sees the API").hasSizeGreaterThan(500);
    assertThat(missing(expected, actual)).as("Only in the program. " + REMEDY).isEmpty();
    assertThat(missing(actual, expected)).as("Only in the file. " + REMEDY).isEmpty();
  }

  @Test
  void every_field_of_a_change_is_described_by_its_value() throws IOException {
    assertThat(Files.readString(KEPT))
        .as("a Patch without a @Schema is described as an object of its own")
        .doesNotContain("schemas/Patch");
  }

  /** What of the second is not, or not with the same value, in the first. */
  private static List<String> missing(Map<String, String> from, Map<String, String> among) {
    return among.entrySet().stream()
        .filter(leaf -> !leaf.getValue().equals(from.get(leaf.getKey())))
        .map(leaf -> leaf.getKey() + ": " + leaf.getValue())
        .toList();
  }

  /** Each value under its place. */
  private static Map<String, String> leaves(JsonNode document) {
    Map<String, String> found = new TreeMap<>();
    collect("", document, found);
    return found;
  }

  private static void collect(String place, JsonNode node, Map<String, String> found) {
    if (node.isEmpty()) {
      found.put(place, node.toString());
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(place + "/" + i, node.get(i), found);
      }
    } else {
      node.properties().forEach(e -> collect(place + "/" + e.getKey(), e.getValue(), found));
    }
  }
}
