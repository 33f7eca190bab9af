package io.spendhub.platform.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.Instant;

/** Writes timestamps as RFC 3339 strings in UTC. */
final class InstantSerializer extends StdScalarSerializer<Instant> {
  private static final long serialVersionUID = 1L;

  InstantSerializer() {
    super(Instant.class);
  }

  @Override
  public void serialize(Instant instant, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    json.writeString(Timestamps.format(instant));
  }
}
