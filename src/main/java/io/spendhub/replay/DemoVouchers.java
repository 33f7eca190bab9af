package io.spendhub.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendhub.replay.client.Api;
import io.spendhub.replay.client.Curl;
import io.spendhub.replay.client.Json;
import io.spendhub.replay.purchases.Amount;
import java.io.PrintStream;

/** A code that everybody may use and a gift card, for the demo's reader to redeem by hand. */
record DemoVouchers(Api api, PrintStream out) {
  private static final String CURRENCY = "GBP";
  private static final String DISCOUNT_CODE = "WELCOME-20";
  private static final String GIFT_CODE = "GIFT-7KQ4-M2XP";
  private static final int PERCENT = 20;
  private static final long ORDER = 5_000;
  private static final long GIFT = 10_000;
  private static final long PART_OF_GIFT = 50;

  /** Makes them, once however often the demo starts, and prints how to use them. */
  void printTo(String service, String secret) {
    ObjectNode sale = Json.object().put("name", "Welcome").put("type", "DISCOUNT");
    sale.put("currency", CURRENCY);
    sale.putObject("discount").put("kind", "PERCENT").put("value", PERCENT);
    voucher(sale, DISCOUNT_CODE);
    ObjectNode gifts = Json.object().put("name", "Gift cards").put("type", "GIFT_CARD");
    voucher(gifts.put("currency", CURRENCY).put("amount", GIFT), GIFT_CODE);

    ObjectNode discounted = Json.object().put("code", DISCOUNT_CODE);
    discounted.putObject("order").put("amount", ORDER).put("currency", CURRENCY);
    ObjectNode drawn = Json.object().put("code", GIFT_CODE).put("amount", PART_OF_GIFT);
    print(
        PERCENT + " % off an order of " + new Amount(ORDER, CURRENCY) + ", for everybody:",
        Curl.post(service + "/v1/redemptions", secret, discounted));
    print(
        new Amount(PART_OF_GIFT, CURRENCY)
            + " from a gift card of "
            + new Amount(GIFT, CURRENCY)
            + ":",
        Curl.post(service + "/v1/redemptions", secret, drawn));
  }

  private void print(String what, String command) {
    out.println();
    out.println(what);
    out.println(command);
  }

  private void voucher(ObjectNode campaign, String code) {
    String made = api.post("/v1/campaigns", "demo:campaign:" + code, campaign).path("id").asText();
    api.act("/v1/campaigns/" + made + "/activate");
    ObjectNode voucher = Json.object().put("campaignId", made).put("code", code);
    api.tell("/v1/vouchers", "demo:voucher:" + code, voucher);
  }
}
