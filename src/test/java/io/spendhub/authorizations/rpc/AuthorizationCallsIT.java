package io.spendhub.authorizations.rpc;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.spendhub.testing.PostgresResource;

/** {@link AuthorizationCallsTest} against the packaged program. */
@QuarkusIntegrationTest
@WithTestResource(PostgresResource.class)
class AuthorizationCallsIT extends AuthorizationCallsTest {}
