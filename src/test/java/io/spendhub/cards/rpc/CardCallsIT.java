package io.spendhub.cards.rpc;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.spendhub.testing.PostgresResource;

/** {@link CardCallsTest} against the packaged program. */
@QuarkusIntegrationTest
@WithTestResource(PostgresResource.class)
class CardCallsIT extends CardCallsTest {}
