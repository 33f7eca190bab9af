package io.spendhub.vouchers.redemptions.web;

import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a key may do with vouchers is what its scopes say. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class VoucherScopeTest {
  @ParameterizedTest
  @CsvSource({
    "GET,    /v1/campaigns,                             vouchers:read",
    "GET,    /v1/campaigns/{campaign},                  vouchers:read",
    "PATCH,  /v1/campaigns/{campaign},                  vouchers:write",
    "POST,   /v1/campaigns,                             vouchers:write",
    "ACTION, /v1/campaigns/{campaign}/activate,         vouchers:write",
    "ACTION, /v1/campaigns/{campaign}/pause,            vouchers:write",
    "ACTION, /v1/campaigns/{campaign}/end,              vouchers:write",
    "POST,   /v1/vouchers,                              vouchers:write",
    "GET,    /v1/vouchers,                              vouchers:read",
    "GET,    /v1/vouchers/{code},                       vouchers:read",
    "POST,   /v1/vouchers/extract,                      vouchers:read",
    "POST,   /v1/vouchers/{code}/validations,           vouchers:read",
    "ACTION, /v1/vouchers/{code}/disable,               vouchers:write",
    "ACTION, /v1/vouchers/{code}/enable,                vouchers:write",
    "TOP_UP, /v1/vouchers/{code}/top-ups,               vouchers:write",
    "POST,   /v1/redemptions,                           vouchers:write",
    "GET,    /v1/redemptions,                           vouchers:read",
    "GET,    /v1/redemptions/{redemption},              vouchers:read",
    "POST,   /v1/redemptions/{redemption}/rollbacks,    vouchers:write",
    "POST,   /v1/reservations,                          vouchers:write",
    "GET,    /v1/reservations/{reservation},            vouchers:read",
    "ACTION, /v1/reservations/{reservation}/release,    vouchers:write",
    "POST,   /v1/publications,                          vouchers:write",
  })
  void a_call_needs_its_scope_and_no_other(String method, String path, String scope) {
    Spending acme = Spending.inANewOrganization();
    UsedVoucher used = UsedVoucher.in(acme);
    Spending insider = acme.withScopes(scope);
    String other = scope.endsWith("read") ? "vouchers:write" : "vouchers:read";
    Spending stranger = acme.withScopes(other, "wallets:write", "cards:write");
    Map<String, String> before = Stored.everythingOf(acme.organizationId());

    refused(UsedVoucher.make(stranger, method, used.named(path)), 403, "forbidden");
    assertThat(Stored.everythingOf(acme.organizationId())).isEqualTo(before);

    assertThat(UsedVoucher.make(insider, method, used.named(path)).statusCode()).isNotIn(401, 403);
  }
}
