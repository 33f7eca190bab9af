package io.spendhub.vouchers.campaigns.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.RawBody;
import io.spendhub.testing.api.Spending;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The terms of a campaign, with all that they cannot be: refused, and no campaign is there. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class HostileTermsTest {
  private static final String DISCOUNT =
      """
      {"name":"Sale","type":"DISCOUNT","discount":{"kind":"PERCENT","value":10}}
      """;

  private Spending acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'rules':{}",
        "'rules':[]",
        "'rules':'x'",
        "'rules':{'all':[]}",
        "'rules':{'all':[null]}",
        "'rules':{'all':{}}",
        "'rules':{'not':null}",
        "'rules':{'fact':'shop'}",
        "'rules':{'fact':'shop','oneOf':[]}",
        "'rules':{'fact':'shop','oneOf':[null]}",
        "'rules':{'fact':'shop','oneOf':['a\\u0000']}",
        "'rules':{'fact':'shop','oneOf':['4111111111111111']}",
        "'rules':{'fact':'metadata.4111111111111111','exists':true}",
        "'rules':{'fact':'shop','exists':'true'}",
        "'rules':{'fact':'shop','exists':true,'message':'4111111111111111'}",
        "'rules':{'fact':'order.amount','atLeast':'1'}",
        "'rules':{'fact':'order.amount','atLeast':1.5}",
        "'rules':{'fact':'order.amount','atLeast':9223372036854775808}",
        "'rules':{'fact':'order.amount','atLeast':1,'colour':1}",
        "'rules':{'fact':'shop','exists':true,'fact':'holder'}",
        "'limits':{'redemptions':1.5}",
        "'limits':{'redemptions':9223372036854775808}",
        "'limits':{'perCustomer':1}",
        "'limits':[]",
        "'stacking':{}",
        "'stacking':{'stackable':'yes'}",
        "'stacking':{'stackable':true,'group':'4111111111111111'}",
        "'stacking':{'stackable':true,'maxPerOrder':2147483648}",
        "'code':{'length':2147483648}",
        "'code':{'length':65}",
        "'code':{'charset':'ABCÄ'}",
        "'code':{'prefix':'\\u0000'}",
        "'code':{'checkDigit':'yes'}",
        "'schedule':{'timezone':'Mars/Olympus'}",
        "'schedule':{'timezone':'+25:00'}",
        "'schedule':{'weekdays':['monday']}",
        "'schedule':{'weekdays':[null]}",
        "'schedule':{'weekdays':[1]}",
        "'schedule':{'hours':{'from':'24:00','to':'01:00'}}",
        "'schedule':{'hours':{'from':'09:00'}}",
        "'schedule':{'validFor':'P'}",
        "'schedule':{'validFor':'P9999Y'}",
        "'schedule':{'validFor':'P1D1M'}",
        "'schedule':{'validFor':'-P1D'}",
        "'schedule':{'startsAt':'yesterday'}",
        "'schedule':{'startsAt':1700000000}",
        "'schedule':{'endsAt':'+999999999-12-31T23:59:59Z'}",
        "'schedule':{'startsAt':'-999999999-01-01T00:00:00Z'}",
        "'currency':'gbp'",
        "'currency':'ABC'",
      })
  void terms_that_make_no_sense_are_refused(String terms) {
    String told = terms.replace('\'', '"');

    assertBadRequest("{" + told + "," + DISCOUNT.substring(1));
  }

  @Test
  void rules_are_as_deep_and_as_many_as_anyone_needs_and_no_more() {
    String fact = "{\"fact\":\"shop\",\"exists\":true}";
    for (String rules :
        List.of(
            "{\"not\":".repeat(8) + fact + "}".repeat(8),
            "{\"not\":".repeat(300) + fact + "}".repeat(300),
            "{\"not\":".repeat(5_000) + fact + "}".repeat(5_000),
            "{\"all\":[" + (fact + ",").repeat(100) + fact + "]}",
            "{\"all\":[" + (fact + ",").repeat(50_000) + fact + "]}")) {
      assertBadRequest("{\"rules\":" + rules + "," + DISCOUNT.substring(1));
    }
  }

  private void assertBadRequest(String body) {
    RawBody.assertBadRequest(acme, "/v1/campaigns", body);
    assertThat(acme.all("/v1/campaigns", 10)).isEmpty();
  }
}
