package io.spendhub.platform.http.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import io.spendhub.platform.http.json.JsonRefusals.RefusedValue;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads ids in their canonical form only, where Jackson would take Base64 too. */
final class UuidDeserializer extends StdScalarDeserializer<UUID> {
  private static final long serialVersionUID = 1L;
  private static final Pattern CANONICAL =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  UuidDeserializer() {
    super(UUID.class);
  }

  @Override
  public UUID deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      throw new RefusedValue(parser, "wrong_type", "A string with a UUID is required.");
    }
    String text = parser.getText();
    if (!CANONICAL.matcher(text).matches()) {
      throw new RefusedValue(parser, "wrong_format", "This is not a UUID.");
    }
    return UUID.fromString(text);
  }
}
