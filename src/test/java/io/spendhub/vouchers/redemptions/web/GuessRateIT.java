package io.spendhub.vouchers.redemptions.web;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.spendhub.testing.FewGuesses;
import io.spendhub.testing.PostgresResource;

/** {@link GuessRateTest} against the packaged program. */
@QuarkusIntegrationTest
@WithTestResource(PostgresResource.class)
@WithTestResource(FewGuesses.class)
class GuessRateIT extends GuessRateTest {}
