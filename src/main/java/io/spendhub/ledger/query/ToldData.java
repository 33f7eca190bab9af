package io.spendhub.ledger.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;

/**
 * What readers are told of the data of an event. Earlier versions stored the codes of vouchers in
 * it, which are worth money to who knows them; what is stored stays, because it is digested, and is
 * left out here, as those who write events leave it out now.
 */
@ApplicationScoped
class ToldData {
  private static final Set<String> OF_VOUCHERS = Set.of("voucher", "redemption", "reservation");

  /** Its code says why it failed. */
  private static final String FAILURE = "redemption.failed";

  private static final String CODE = "code";
  private static final String METADATA = "metadata";

  private final ObjectMapper json;

  ToldData(ObjectMapper json) {
    this.json = json;
  }

  /**
   * The data to be told.
   *
   * @param type of the event
   * @param stored JSON text, which is told to the letter where no code is in it
   */
  String of(String type, String stored) {
    if (!mayTellACode(type) || !stored.contains('"' + CODE + '"')) {
      return stored;
    }
    try {
      JsonNode data = json.readTree(stored);
      return removeCodes(data) ? json.writeValueAsString(data) : stored;
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("an event holds no JSON", broken);
    }
  }

  private static boolean mayTellACode(String type) {
    return OF_VOUCHERS.contains(type.substring(0, type.indexOf('.'))) && !type.equals(FAILURE);
  }

  /** Whether there was any. What a caller wrote beside may have any name, and is the caller's. */
  private static boolean removeCodes(JsonNode data) {
    boolean any = data instanceof ObjectNode object && object.remove(CODE) != null;
    for (Map.Entry<String, JsonNode> member : data.properties()) {
      any |= !member.getKey().equals(METADATA) && removeCodes(member.getValue());
    }
    return any;
  }
}
