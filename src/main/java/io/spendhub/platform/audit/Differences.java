package io.spendhub.platform.audit;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendhub.platform.events.EventText;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What differs between two views of one thing: for each value that is not the same its JSON pointer
 * (RFC 6901) with what it was and what it is. Lists are told whole, since their elements have no
 * names. What no event may hold, such as the code of a voucher, is in none of it either.
 */
@ApplicationScoped
public class Differences {
  private final EventText text;
  private final ObjectMapper json;

  Differences(EventText text, ObjectMapper json) {
    this.text = text;
    this.json = json;
  }

  /** JSON text: a list of {@code {pointer, before?, after?}}; {@code []} where nothing differs. */
  public String of(Change change) {
    ArrayNode found = json.createArrayNode();
    collect(JsonPointer.empty(), tree(change.before()), tree(change.after()), found);
    return found.toString();
  }

  private JsonNode tree(Optional<?> view) {
    try {
      return view.isEmpty() ? json.createObjectNode() : json.readTree(text.of(view.get()));
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("a view is always readable", broken);
    }
  }

  private static void collect(JsonPointer at, JsonNode before, JsonNode after, ArrayNode found) {
    if (isInside(before) && isInside(after)) {
      names(before, after)
          .forEach(
              name -> collect(at.appendProperty(name), before.path(name), after.path(name), found));
    } else if (!before.equals(after)) {
      ObjectNode difference = found.addObject().put("pointer", at.toString());
      put(difference, "before", before);
      put(difference, "after", after);
    }
  }

  /** Of an object on one side its members are told, as far as the other side has none. */
  private static boolean isInside(JsonNode node) {
    return node.isObject() || isNothing(node);
  }

  private static Set<String> names(JsonNode before, JsonNode after) {
    Set<String> names = new TreeSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void put(ObjectNode difference, String side, JsonNode value) {
    if (!isNothing(value)) {
      difference.set(side, value);
    }
  }

  private static boolean isNothing(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }
}
