package io.spendhub.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.spendhub.replay.client.Api;
import io.spendhub.replay.client.ApiFailure;
import io.spendhub.replay.client.Backoff;
import io.spendhub.replay.client.Json;
import io.spendhub.replay.client.ReplayFailure;
import io.spendhub.replay.purchases.Purchase;
import io.spendhub.replay.purchases.PurchaseFile;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Finds the organization that an earlier run made for a replay, or makes it. */
final class Tenancy {
  // The service promises to remember idempotency keys for 30 days. A run that goes on later than
  // that might buy everything a second time, so it does not go on.
  private static final Duration KEYS_LAST = Duration.ofDays(29);

  private final HttpClient http;
  private final Settings settings;
  private final Backoff backoff;
  private final int inFlight;
  private final PrintStream out;

  /**
   * Makes what finds organizations.
   *
   * @param inFlight how many requests for an organization are in flight at once
   */
  Tenancy(HttpClient http, Settings settings, Backoff backoff, int inFlight, PrintStream out) {
    this.http = http;
    this.settings = settings;
    this.backoff = backoff;
    this.inFlight = inFlight;
    this.out = out;
  }

  KeptOrganization find(StateFile state, PurchaseFile file, Instant now) {
    Optional<KeptOrganization> kept = state.read().filter(found -> usable(found, now));
    if (kept.isPresent()) {
      out.println("Going on with " + kept.get() + ".");
      return kept.get();
    }
    KeptOrganization made = make(file, now);
    state.write(made);
    out.println("Made " + made + ".");
    return made;
  }

  Api of(KeptOrganization organization) {
    return new Api(http, settings.service(), organization.secret(), backoff, inFlight);
  }

  private boolean usable(KeptOrganization kept, Instant now) {
    if (kept.createdAt().plus(KEYS_LAST).isBefore(now)) {
      out.println("The " + kept + " is too old for its replay to go on; beginning anew.");
      return false;
    }
    try {
      of(kept).get("/v1/teams?limit=1");
      return true;
    } catch (ApiFailure failure) {
      if (failure.status() != 401) {
        throw failure;
      }
      out.println("The service does not know the kept " + kept + "; beginning anew.");
      return false;
    }
  }

  private KeptOrganization make(PurchaseFile file, Instant now) {
    String adminKey =
        settings
            .adminKey()
            .orElseThrow(
                () -> new ReplayFailure("SPENDHUB_ADMIN_KEY is needed to make an organization."));
    JsonNode answer =
        new Api(http, settings.service(), adminKey, backoff, 1)
            .post(
                "/v1/organizations",
                Json.object()
                    .put("name", file.name())
                    .put("timezone", Purchase.ZONE.getId())
                    .put("defaultCurrency", file.rows().getFirst().billed().currency()));
    return new KeptOrganization(
        answer.path("organization").path("id").asText(),
        answer.path("apiKey").path("secret").asText(),
        now);
  }
}
