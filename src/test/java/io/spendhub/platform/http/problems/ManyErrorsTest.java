package io.spendhub.platform.http.problems;

import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.spendhub.shared.Refusal;
import io.spendhub.shared.Refusal.FieldError;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Spending;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An answer does not grow with the mistakes of its call. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ManyErrorsTest {

  @Test
  void a_hundred_errors_are_told_and_not_one_more() {
    Problem hundred = Problem.of(refusal(100), "/v1/users", "id");
    Problem more = Problem.of(refusal(101), "/v1/users", "id");

    assertThat(hundred.errors()).hasSize(100);
    assertThat(hundred.detail()).isEqualTo("One or more fields are invalid.");
    assertThat(more.errors()).isEqualTo(hundred.errors());
    assertThat(more.detail())
        .isEqualTo("One or more fields are invalid. The first 100 of 101 are told.");
  }

  private static Refusal refusal(int errors) {
    return Refusal.invalidFields(
        IntStream.range(0, errors)
            .mapToObj(i -> new FieldError("/" + i, "required", "It is required."))
            .toList());
  }

  @Test
  void a_batch_of_which_nothing_is_right_is_told_the_first_and_how_many_there_are() {
    Spending acme = Spending.inANewOrganization();
    Map<String, Object> wrong = Map.of("amount", -1, "currency", "?", "merchant", Map.of());

    JsonPath problem =
        refused(
            acme.move(
                "/v1/authorizations/batch", Map.of("items", Collections.nCopies(1_000, wrong))),
            400,
            "validation_failed");

    List<String> pointers = problem.getList("errors.pointer");
    assertThat(pointers).hasSize(100).allMatch(pointer -> pointer.startsWith("/items/"));
    assertThat(problem.getString("detail")).matches(".* The first 100 of [1-9]\\d{3} are told\\.");
  }
}
