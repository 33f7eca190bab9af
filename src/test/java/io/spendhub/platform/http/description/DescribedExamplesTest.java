package io.spendhub.platform.http.description;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import org.junit.jupiter.api.Test;

/** Sends what the API description proposes, and what it says that nobody may send. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class DescribedExamplesTest {
  /** The examples are a way through the whole API; each bound is broken before its example goes. */
  @Test
  void every_example_works_where_it_stands_and_every_bound_holds() {
    Described api = Described.byTheService();

    assertSoftly(
        softly -> {
          Proposals proposals = new Proposals(api, softly);
          for (String call : Glossary.read().calls()) {
            proposals.sendBreaches(call);
            proposals.send(call);
          }
        });
  }
}
