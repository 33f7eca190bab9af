package io.spendhub.platform.http.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/**
 * Makes Jackson refuse whatever it would otherwise guess at: a number in a string, a fraction cut
 * to an integer, a field it does not know, one it sees twice.
 */
@Singleton
class StrictJson implements ObjectMapperCustomizer {
  private static final int MAXIMUM_NESTING = 50;
  private static final int MAXIMUM_NUMBER_LENGTH = 64;

  /**
   * Names, values, beginnings and ends. A batch of 1,000 purchases with 50 pairs of metadata each
   * has 140,000; four megabytes of brackets would be millions of things to be found wrong.
   */
  private static final int MAXIMUM_TOKENS = 200_000;

  /** Last of all, because the module that was registered last has its types taken first. */
  @Override
  public int priority() {
    return MINIMUM_PRIORITY;
  }

  @Override
  public void customize(ObjectMapper mapper) {
    limit(mapper);
    refuseWhatIsUnclear(mapper);
    refuseCoercions(mapper);
    mapper.setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT);
    mapper.registerModule(types());
  }

  private static void limit(ObjectMapper mapper) {
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAXIMUM_NESTING)
                .maxNumberLength(MAXIMUM_NUMBER_LENGTH)
                .maxTokenCount(MAXIMUM_TOKENS)
                .build());
  }

  private static void refuseWhatIsUnclear(ObjectMapper mapper) {
    mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    mapper.disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION);
    mapper.enable(
        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
        DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    mapper.disable(
        DeserializationFeature.ACCEPT_FLOAT_AS_INT,
        DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
        DeserializationFeature.UNWRAP_SINGLE_VALUE_ARRAYS);
  }

  @SuppressWarnings("deprecation") // The replacement needs a builder, which Quarkus has used up.
  private static void refuseCoercions(ObjectMapper mapper) {
    mapper.configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false);
    mapper
        .coercionConfigDefaults()
        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.EmptyArray, CoercionAction.Fail);
    mapper
        .coercionConfigFor(LogicalType.Collection)
        .setCoercion(CoercionInputShape.EmptyArray, CoercionAction.TryConvert);
  }

  private static SimpleModule types() {
    return new SimpleModule("spendhub")
        .addDeserializer(String.class, new TextDeserializer())
        .addKeyDeserializer(String.class, new TextKeyDeserializer())
        .addDeserializer(UUID.class, new UuidDeserializer())
        .addDeserializer(Instant.class, new InstantDeserializer())
        .addSerializer(Instant.class, new InstantSerializer())
        .addDeserializer(Patch.class, new PatchDeserializer());
  }
}
