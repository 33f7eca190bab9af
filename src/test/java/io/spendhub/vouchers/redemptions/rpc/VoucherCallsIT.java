package io.spendhub.vouchers.redemptions.rpc;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.spendhub.testing.PostgresResource;

/** {@link VoucherCallsTest} against the packaged program. */
@QuarkusIntegrationTest
@WithTestResource(PostgresResource.class)
class VoucherCallsIT extends VoucherCallsTest {}
