package io.spendhub.cards.web;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.spendhub.testing.PostgresResource;

/** {@link CardControlsTest} against the packaged program. */
@QuarkusIntegrationTest
@WithTestResource(PostgresResource.class)
class CardControlsIT extends CardControlsTest {}
