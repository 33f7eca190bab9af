package io.spendhub.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendhub.replay.client.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One organization of the fake service: what its commands did, as entries and authorizations. */
final class FakeBooks {
  /** An answer to a command: status and body. */
  record Answer(int status, ObjectNode body) {}

  final Map<String, ObjectNode> made = new HashMap<>();
  final Map<String, List<ObjectNode>> entries = new HashMap<>();
  final Map<String, ObjectNode> authorizations = new LinkedHashMap<>();
  private final Map<String, Long> spentByCardAndDay = new HashMap<>();

  Answer run(String path, ObjectNode body) {
    String[] parts = path.split("/", -1);
    return switch (parts[2]) {
      case "teams", "users", "cards", "vouchers" -> make(body);
      case "campaigns" -> parts.length == 3 ? make(body) : new Answer(200, resource(parts[3]));
      case "wallets" -> parts.length == 3 ? make(body) : topUp(parts[3], body);
      case "authorizations" ->
          parts.length == 3
              ? authorize(body)
              : operate(authorizations.get(parts[3]), parts[4], body);
      case "refunds" -> unlinkedRefund(body);
      default -> problem(404, "not_found");
    };
  }

  private Answer make(ObjectNode body) {
    String id = UUID.randomUUID().toString();
    ObjectNode resource = body.deepCopy().put("id", id);
    made.put(id, resource);
    return new Answer(201, resource);
  }

  private Answer topUp(String walletId, ObjectNode body) {
    entry(walletId, "TOP_UP", body, Json.object());
    return new Answer(201, Json.object());
  }

  private Answer authorize(ObjectNode body) {
    ObjectNode card = resource(text(body, "cardId"));
    ObjectNode authorization = Json.object().put("id", UUID.randomUUID().toString());
    authorization.put("walletId", card.path("walletId").asText());
    authorization.put("requestedAmount", body.path("amount").asLong());
    authorization.set("currency", body.get("currency"));
    authorization.set("metadata", body.path("metadata").deepCopy());
    boolean approved = count(card, body);
    authorization.put("decision", approved ? "APPROVED" : "DECLINED");
    authorizations.put(text(authorization, "id"), authorization);
    if (approved) {
      entry(walletOf(authorization), "HOLD", body, authorization);
    } else {
      authorization.put("declineCode", "limit_amount_exceeded");
    }
    return new Answer(201, authorization);
  }

  private boolean count(ObjectNode card, ObjectNode body) {
    String day = card.path("id") + Instant.parse(text(body, "occurredAt")).toString();
    long spent = spentByCardAndDay.getOrDefault(day, 0L) + body.path("amount").asLong();
    for (JsonNode limit : card.path("limits")) {
      if (spent > limit.path("amount").asLong()) {
        return false;
      }
    }
    spentByCardAndDay.put(day, spent);
    return true;
  }

  private Answer operate(@Nullable ObjectNode authorization, String kind, ObjectNode body) {
    if (authorization == null) {
      return problem(404, "authorization_not_found");
    }
    if (!text(authorization, "decision").equals("APPROVED")) {
      return problem(409, "authorization_declined");
    }
    String total = kind.equals("clearings") ? "clearedAmount" : "refundedAmount";
    long after = authorization.path(total).asLong() + body.path("amount").asLong();
    if (kind.equals("refunds") && after > authorization.path("clearedAmount").asLong()) {
      return problem(422, "amount_exceeds_cleared");
    }
    authorization.put(total, after);
    String entry = kind.equals("clearings") ? "CLEARING" : "REFUND";
    entry(walletOf(authorization), entry, body, authorization);
    return new Answer(201, authorization);
  }

  private Answer unlinkedRefund(ObjectNode body) {
    ObjectNode card = resource(text(body, "cardId"));
    entry(text(card, "walletId"), "UNLINKED_REFUND", body, Json.object());
    return new Answer(201, Json.object());
  }

  private void entry(String walletId, String kind, ObjectNode body, ObjectNode authorization) {
    List<ObjectNode> statement = entries.computeIfAbsent(walletId, id -> new ArrayList<>());
    ObjectNode entry = Json.object().put("sequence", statement.size() + 1).put("kind", kind);
    entry.put("amount", body.path("amount").asLong());
    entry.set("currency", resource(walletId).get("currency"));
    if (authorization.has("id")) {
      entry.set("authorizationId", authorization.get("id"));
    }
    if (body.has("metadata")) {
      entry.set("metadata", body.get("metadata"));
    }
    statement.add(entry);
  }

  ObjectNode resource(String id) {
    return Objects.requireNonNull(made.get(id), () -> "nothing was made with id " + id);
  }

  private static String walletOf(ObjectNode authorization) {
    return text(authorization, "walletId");
  }

  private static String text(ObjectNode node, String field) {
    return node.path(field).asText();
  }

  static Answer problem(int status, String code) {
    return new Answer(status, Json.object().put("code", code).put("detail", "As the test wants."));
  }
}
