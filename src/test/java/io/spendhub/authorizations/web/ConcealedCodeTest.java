package io.spendhub.authorizations.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** What fingerprints of purchases are taken over knows no voucher code. */
class ConcealedCodeTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void a_purchase_conceals_its_voucher_code_alone() throws JsonProcessingException {
    AuthorizeRequest purchase =
        JSON.readValue(
            "{\"amount\":100,\"voucherCode\":\"ABCDEFGHJKLM\",\"networkReference\":\"n-1\"}",
            AuthorizeRequest.class);

    AuthorizeRequest concealed = purchase.concealing(code -> "kept-" + code.length());

    assertThat(concealed.voucherCode()).isEqualTo("kept-12");
    assertThat(JSON.writeValueAsString(concealed)).doesNotContain("ABCDEFGHJKLM");
    assertThat(concealed.concealing(kept -> "ABCDEFGHJKLM")).isEqualTo(purchase);
  }

  @Test
  void a_purchase_without_a_voucher_stays_as_it_is() throws JsonProcessingException {
    AuthorizeRequest purchase = JSON.readValue("{\"amount\":100}", AuthorizeRequest.class);

    assertThat(purchase.concealing(code -> "kept")).isEqualTo(purchase);
  }
}
