package io.spendhub.platform.http.json;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import java.io.IOException;

/** Holds the keys of maps to the same rule as every other text. */
final class TextKeyDeserializer extends KeyDeserializer {
  @Override
  public Object deserializeKey(String key, DeserializationContext context) throws IOException {
    return TextDeserializer.check(context.getParser(), key);
  }
}
