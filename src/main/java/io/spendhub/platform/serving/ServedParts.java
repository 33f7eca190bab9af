package io.spendhub.platform.serving;

import static java.util.stream.Collectors.joining;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What this process serves of the service; all of it, unless it is told otherwise. */
@Singleton
public class ServedParts {
  public static final String SETTING = "SPENDHUB_SERVE";

  /** What the setting may be, for whoever gave something else. */
  public static final String EXPECTED =
      "all, or some of "
          + Stream.of(Part.values()).map(Part::word).collect(joining(", "))
          + ", with commas between them";

  private static final String ALL = "all";

  private final Set<Part> parts;

  @Inject
  ServedParts(@ConfigProperty(name = SETTING) Optional<String> setting, MeterRegistry registry) {
    this(parts(setting.filter(value -> !value.isBlank()).orElse(ALL)));
    for (Part part : Part.values()) {
      Gauge.builder("spendhub.serves", () -> includes(part) ? 1 : 0)
          .description("1 where this process serves the part, else 0")
          .tag("part", part.word())
          .register(registry);
    }
  }

  private ServedParts(Set<Part> parts) {
    this.parts = parts;
  }

  public static ServedParts all() {
    return new ServedParts(EnumSet.allOf(Part.class));
  }

  public static ServedParts only(Part part) {
    return new ServedParts(EnumSet.of(part));
  }

  /** Whether the value of the setting says what to serve. */
  public static boolean makesSense(String value) {
    return value.equals(ALL) || words(value).map(Part::named).allMatch(Optional::isPresent);
  }

  private static Set<Part> parts(String value) {
    EnumSet<Part> parts = EnumSet.noneOf(Part.class);
    if (value.equals(ALL)) {
      parts.addAll(EnumSet.allOf(Part.class));
    } else {
      words(value).map(Part::named).forEach(part -> parts.add(part.orElseThrow()));
    }
    return parts;
  }

  private static Stream<String> words(String value) {
    return Stream.of(value.split(",", -1)).map(String::strip);
  }

  public boolean includes(Part part) {
    return parts.contains(part);
  }

  public boolean isAll() {
    return parts.size() == Part.values().length;
  }

  /** The words of what is served, in the order of the parts. */
  @Override
  public String toString() {
    return parts.stream().map(Part::word).collect(joining(", "));
  }
}
