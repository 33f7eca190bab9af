package io.spendhub.wallets.web;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.spendhub.testing.PostgresResource;

/** {@link StatementTest} against the packaged program. */
@QuarkusIntegrationTest
@WithTestResource(PostgresResource.class)
class StatementIT extends StatementTest {}
