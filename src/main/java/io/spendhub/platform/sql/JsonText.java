package io.spendhub.platform.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;

/** Values as the JSON text that columns and kept answers hold. What cannot be one is a bug. */
@ApplicationScoped
public class JsonText {
  private final ObjectMapper json;

  JsonText(ObjectMapper json) {
    this.json = json;
  }

  public String of(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("no JSON can be made of it", broken);
    }
  }

  public <T> T read(String text, TypeReference<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("a column holds no such JSON", broken);
    }
  }

  public <T> T read(String text, Class<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("a column holds no such JSON", broken);
    }
  }
}
