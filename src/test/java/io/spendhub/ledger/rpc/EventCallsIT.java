package io.spendhub.ledger.rpc;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.spendhub.testing.PostgresResource;

/** {@link EventCallsTest} against the packaged program. */
@QuarkusIntegrationTest
@WithTestResource(PostgresResource.class)
class EventCallsIT extends EventCallsTest {}
