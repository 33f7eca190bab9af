package io.spendhub.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendhub.replay.client.Api;
import io.spendhub.replay.client.Json;
import io.spendhub.replay.purchases.Amount;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes what purchases need: teams, topped-up wallets, users and their cards. */
final class Setup {
  private final Api api;
  private final Keys keys;
  private final List<CardLimit> limits;
  private final Runnable cardDone;

  Setup(Api api, Keys keys, List<CardLimit> limits, Runnable cardDone) {
    this.api = api;
    this.keys = keys;
    this.limits = limits;
    this.cardDone = cardDone;
  }

  List<OpenWallet> open(TeamPlan team) {
    ObjectNode body = Json.object().put("name", team.name());
    String teamId = create("/v1/teams", keys.of(team.name(), "team"), body);
    Map<String, String> holders = new LinkedHashMap<>();
    team.last4s().forEach(last4 -> holders.put(last4, user(team, last4)));
    return team.wallets().stream().map(wallet -> open(wallet, teamId, holders)).toList();
  }

  private OpenWallet open(WalletPlan plan, String teamId, Map<String, String> holders) {
    ObjectNode body = Json.object();
    body.putObject("owner").put("type", "TEAM").put("id", teamId);
    body.put("name", plan.name()).put("currency", plan.currency());
    String walletId = create("/v1/wallets", key(plan, "wallet"), body);
    topUp(plan, walletId);
    Set<String> ofThisWallet = Set.copyOf(plan.last4s());
    Map<String, String> cards = new HashMap<>();
    holders.forEach(
        (last4, holderId) -> {
          if (ofThisWallet.contains(last4)) {
            cards.put(last4, card(plan, walletId, last4, holderId));
            cardDone.run();
          }
        });
    return new OpenWallet(plan, walletId, Map.copyOf(cards));
  }

  private void topUp(WalletPlan plan, String walletId) {
    Amount amount = plan.topUp();
    if (amount.minor() > 0) {
      ObjectNode body =
          Json.object().put("amount", amount.minor()).put("currency", amount.currency());
      api.tell("/v1/wallets/" + walletId + "/top-ups", key(plan, "top-up"), body);
    }
  }

  private String user(TeamPlan team, String last4) {
    ObjectNode body =
        Json.object()
            .put("email", "card-" + last4 + "@" + Keys.slug(team.name()) + ".example")
            .put("name", "Holder of card " + last4);
    return create("/v1/users", keys.of(team.name(), last4 + ":user"), body);
  }

  private String card(WalletPlan plan, String walletId, String last4, String holderId) {
    ObjectNode body =
        Json.object()
            .put("walletId", walletId)
            .put("holderId", holderId)
            .put("type", "VIRTUAL")
            .put("last4", last4);
    limits.forEach(limit -> body.withArrayProperty("limits").add(limit.toJson()));
    return create("/v1/cards", key(plan, last4 + ":card"), body);
  }

  private String key(WalletPlan plan, String operation) {
    return keys.of(plan.directorate(), plan.currency() + ":" + operation);
  }

  private String create(String path, String key, ObjectNode body) {
    return api.post(path, key, body).path("id").asText();
  }
}
