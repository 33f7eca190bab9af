package io.spendhub.platform.http.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import io.spendhub.platform.http.json.JsonRefusals.RefusedValue;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Reads timestamps from RFC 3339 strings, never from numbers. */
final class InstantDeserializer extends StdScalarDeserializer<Instant> {
  private static final long serialVersionUID = 1L;

  InstantDeserializer() {
    super(Instant.class);
  }

  @Override
  public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      throw new RefusedValue(parser, "wrong_type", "A string with a timestamp is required.");
    }
    Optional<Instant> instant = Timestamps.parse(parser.getText());
    if (instant.isEmpty()) {
      throw new RefusedValue(parser, "wrong_format", "This is not an RFC 3339 timestamp.");
    }
    return instant.get();
  }
}
