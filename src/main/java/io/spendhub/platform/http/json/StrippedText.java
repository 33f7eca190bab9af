package io.spendhub.platform.http.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import io.spendhub.platform.http.json.JsonRefusals.RefusedValue;
import java.io.IOException;

/** Reads a text as any other, but for the white space around it, as devices add a line's end. */
public final class StrippedText extends StdScalarDeserializer<String> {
  private static final long serialVersionUID = 1L;

  public StrippedText() {
    super(String.class);
  }

  @Override
  public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      throw new RefusedValue(parser, "wrong_type", "A string is required.");
    }
    return TextDeserializer.check(parser, parser.getText().strip());
  }
}
