package io.spendhub.platform.http.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Tells a field that was left out from one that is null. */
final class PatchDeserializer extends JsonDeserializer<Patch<?>> implements ContextualDeserializer {
  private final @Nullable JsonDeserializer<Object> content;

  PatchDeserializer() {
    this(null);
  }

  private PatchDeserializer(@Nullable JsonDeserializer<Object> content) {
    this.content = content;
  }

  @Override
  public JsonDeserializer<?> createContextual(
      DeserializationContext context, @Nullable BeanProperty property) throws JsonMappingException {
    JavaType type = context.getContextualType().containedTypeOrUnknown(0);
    return new PatchDeserializer(context.findContextualValueDeserializer(type, property));
  }

  @Override
  public Patch<?> deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    if (content == null) {
      throw new IllegalStateException("Jackson makes every deserializer contextual before its use");
    }
    return Patch.of(content.deserialize(parser, context));
  }

  @Override
  public Patch<?> getNullValue(DeserializationContext context) {
    return Patch.of(null);
  }

  @Override
  public Patch<?> getAbsentValue(DeserializationContext context) {
    return Patch.absent();
  }
}
