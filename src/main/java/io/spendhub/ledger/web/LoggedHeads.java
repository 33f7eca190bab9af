package io.spendhub.ledger.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spendhub.ledger.VerificationView.ChainHead;
import io.spendhub.shared.Ids;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heads of chains that a service wrote into its log, found among whatever else is there. */
record LoggedHeads(Map<UUID, Set<ChainHead>> byOrganization) {
  private static final Pattern LINE =
      Pattern.compile("organization ([0-9a-f-]{36}) head ([0-9]+:[0-9a-f]{64})");
  private static final String STANDARD_INPUT = "-";

  static LoggedHeads none() {
    return new LoggedHeads(Map.of());
  }

  /** Reads a log from a file, or from standard input where that is {@code -}. */
  static LoggedHeads from(String file) throws IOException {
    if (file.equals(STANDARD_INPUT)) {
      return from(new InputStreamReader(System.in, UTF_8));
    }
    // A log may hold bytes that are no text; a reader of a stream takes them for question marks.
    try (Reader log = new InputStreamReader(Files.newInputStream(Path.of(file)), UTF_8)) {
      return from(log);
    }
  }

  static LoggedHeads from(Reader log) throws IOException {
    Map<UUID, Set<ChainHead>> heads = new TreeMap<>();
    BufferedReader lines = new BufferedReader(log);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher found = LINE.matcher(line);
      if (found.find()) {
        Ids.parse(found.group(1))
            .ifPresent(
                organizationId ->
                    ChainHead.parse(found.group(2))
                        .ifPresent(
                            head ->
                                heads
                                    .computeIfAbsent(organizationId, none -> new LinkedHashSet<>())
                                    .add(head)));
      }
    }
    return new LoggedHeads(heads);
  }

  Set<ChainHead> of(UUID organizationId) {
    return byOrganization.getOrDefault(organizationId, Set.of());
  }

  long count() {
    return byOrganization.values().stream().mapToLong(Set::size).sum();
  }
}
