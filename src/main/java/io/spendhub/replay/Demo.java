package io.spendhub.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendhub.replay.client.Api;
import io.spendhub.replay.client.Backoff;
import io.spendhub.replay.client.Curl;
import io.spendhub.replay.client.Json;
import io.spendhub.replay.client.ReplayFailure;
import io.spendhub.replay.purchases.Amount;
import io.spendhub.replay.purchases.Sample;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Fills the service with the sample, and says how to go on by hand. */
final class Demo {
  private static final String CURRENCY = "GBP";
  private static final long PURCHASE = 1_250;
  private static final long FUNDS = 1_000_000;

  private final HttpClient http;
  private final Settings settings;
  private final Backoff backoff;
  private final PrintStream out;

  Demo(HttpClient http, Settings settings, Backoff backoff, PrintStream out) {
    this.http = http;
    this.settings = settings;
    this.backoff = backoff;
    this.out = out;
  }

  /** Returns whether the service agrees with the sample. */
  boolean run() {
    Options options =
        new Options(sampleFile(), List.of(Sample.DAILY_LIMIT), Options.DEFAULT_REQUESTS);
    Replay.Result result = new Replay(http, settings, backoff, out).run(options);
    KeptOrganization organization = result.organization();
    Api api = new Api(http, settings.service(), organization.secret(), backoff, 1);
    printPurchase(organization.secret(), cardToTry(api));
    new DemoVouchers(api, out).printTo(service(), organization.secret());
    printWhereToLook(organization);
    return result.report().agrees();
  }

  private Path sampleFile() {
    Path file = settings.replayFolder().resolve("demo-purchases.csv");
    try {
      Files.createDirectories(settings.replayFolder());
      return Files.write(file, Sample.csv().getBytes(UTF_8));
    } catch (IOException unwritable) {
      throw new ReplayFailure(file + " cannot be written: " + unwritable.getMessage(), unwritable);
    }
  }

  /**
   * A card without limits on a wallet of its own, so that what is tried by hand is approved and
   * disturbs no figure of the report. Each start of the demo tops its wallet up once more.
   */
  private String cardToTry(Api api) {
    ObjectNode user = Json.object().put("email", "you@demo.example").put("name", "You");
    String userId = create(api, "/v1/users", user);
    ObjectNode wallet = Json.object().put("name", "To try by hand").put("currency", CURRENCY);
    wallet.putObject("owner").put("type", "USER").put("id", userId);
    String walletId = create(api, "/v1/wallets", wallet);
    ObjectNode funds = Json.object().put("amount", FUNDS).put("currency", CURRENCY);
    api.tell("/v1/wallets/" + walletId + "/top-ups", "demo:" + UUID.randomUUID(), funds);
    ObjectNode card =
        Json.object()
            .put("walletId", walletId)
            .put("holderId", userId)
            .put("type", "VIRTUAL")
            .put("last4", "0001");
    return create(api, "/v1/cards", card);
  }

  private static String create(Api api, String path, ObjectNode body) {
    JsonNode created = api.post(path, "demo:" + path, body);
    return created.path("id").asText();
  }

  private void printPurchase(String secret, String cardId) {
    out.println();
    out.println(
        "To paste into another shell. A purchase of " + new Amount(PURCHASE, CURRENCY) + ":");
    out.println(curl(service(), secret, cardId));
  }

  private void printWhereToLook(KeptOrganization organization) {
    String service = service();
    out.println();
    out.println("Where to look");
    out.println("  API, to try out   " + service + "/q/swagger-ui");
    out.println("  Health            " + service + "/q/health");
    out.println("  Metrics           " + service + "/q/metrics");
    out.println("  Organization      " + organization.organizationId());
    out.println("  Its API key       " + organization.secret());
    out.println("Ctrl-C ends it; what is there stays for the next start.");
  }

  private String service() {
    return settings.service().toString().replaceAll("/+$", "");
  }

  private static String curl(String service, String secret, String cardId) {
    ObjectNode body =
        Json.object().put("cardId", cardId).put("amount", PURCHASE).put("currency", CURRENCY);
    body.putObject("merchant").put("name", "Corner Coffee").put("mcc", "5814").put("country", "GB");
    return Curl.post(service + "/v1/authorizations", secret, body);
  }
}
