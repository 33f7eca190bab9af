package io.spendhub.platform.http.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import io.spendhub.platform.http.json.JsonRefusals.RefusedValue;
import io.spendhub.platform.http.validation.TextRules;
import java.io.IOException;

/**
 * Reads strings from strings only, and none that PostgreSQL could not store or that the contract
 * refuses in all text.
 */
final class TextDeserializer extends StdScalarDeserializer<String> {
  private static final long serialVersionUID = 1L;

  TextDeserializer() {
    super(String.class);
  }

  @Override
  public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      throw new RefusedValue(parser, "wrong_type", "A string is required.");
    }
    return check(parser, parser.getText());
  }

  static String check(JsonParser parser, String text) throws IOException {
    var fault = TextRules.unstorable(text);
    if (fault.isPresent()) {
      throw new RefusedValue(parser, fault.get().code(), fault.get().detail());
    }
    return text;
  }
}
