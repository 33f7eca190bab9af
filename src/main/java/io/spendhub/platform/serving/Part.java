package io.spendhub.platform.serving;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A part of the service, which a process may serve without the others. */
public enum Part {
  /** Operations that change something. */
  COMMANDS,
  /** Operations that only look at something. */
  QUERIES,
  /** All operations of the context of this name, whatever they do. */
  VOUCHERS,
  /** What nobody calls: the work in the background. */
  JOBS;

  private static final String PROGRAM = "io.spendhub.";

  /** As settings, metrics and the API's description name it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Part> named(String word) {
    return Stream.of(values()).filter(part -> part.word().equals(word)).findFirst();
  }

  /**
   * The part that an operation is of: that of its context where it has one of its name, else by
   * whether it changes anything. Whoever may only read may call what does not.
   *
   * @param resource the full name of the class that answers it
   * @param method of HTTP
   * @param scope that it asks for, such as {@code wallets:read}
   */
  public static Part ofOperation(String resource, String method, String scope) {
    boolean looks = method.equals("GET") || scope.endsWith(":read");
    return context(resource).flatMap(Part::named).orElse(looks ? QUERIES : COMMANDS);
  }

  private static Optional<String> context(String resource) {
    return Optional.of(resource)
        .filter(name -> name.startsWith(PROGRAM))
        .map(name -> name.substring(PROGRAM.length()).split("\\.", 2)[0]);
  }
}
