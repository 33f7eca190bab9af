package io.spendhub.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What README and docs point at is there: files, headings, calls, and words for make. */
class DocumentsTest {
  private static final Path CONTRACT = Path.of("docs/contract.md");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern CALL =
      Pattern.compile("(?m)^(GET|POST|PATCH|DELETE) \\{\\{host}}([^?\\s]+)");
  private static final Pattern PATH = Pattern.compile("(/v1/[a-z{][A-Za-z{}/-]*)");
  private static final Pattern DESCRIBED = Pattern.compile("(?m)^  (/v1/\\S+):$");
  private static final Pattern ITEM = Pattern.compile("(?m)^  (/v1/\\S+):\\n((?:    .*\\n)+)");
  private static final Pattern METHOD = Pattern.compile("(?m)^    (get|post|patch|delete|put):$");

  @Test
  void every_link_leads_to_a_file_and_a_heading_that_exist() {
    List<String> broken =
        documents()
            .flatMap(file -> found(LINK, text(file)).filter(to -> !leads(file, to)))
            .toList();

    assertThat(documents()).hasSizeGreaterThan(20);
    assertThat(broken).isEmpty();
  }

  @Test
  void every_path_of_the_api_is_in_the_contract() {
    String contract = text(CONTRACT);

    assertThat(described())
        .hasSizeGreaterThan(50)
        .allMatch(
            path ->
                contract.contains(path)
                    || Pattern.compile("`(?:\\.\\.\\.)?" + action(path) + "[`/]")
                        .matcher(contract)
                        .find());
  }

  @Test
  void every_path_of_the_contract_is_in_the_api() {
    Set<String> told = found(PATH, text(CONTRACT)).collect(toCollection(TreeSet::new));

    assertThat(told).hasSizeGreaterThan(50).isSubsetOf(described());
  }

  @Test
  void every_call_of_the_collection_is_one_of_the_api() {
    Set<String> api = described();
    List<MatchResult> calls =
        CALL.matcher(text(Path.of("docs/api-collection.http"))).results().toList();

    assertThat(calls).hasSizeGreaterThan(50);
    assertThat(calls)
        .extracting(call -> call.group(2).replaceAll("\\{\\{[^}]*}}", "{}"))
        .allMatch(path -> api.stream().anyMatch(known -> anonymous(known).equals(path)));
  }

  @Test
  void every_operation_of_the_api_is_in_the_collection() {
    Set<String> calls =
        CALL.matcher(text(Path.of("docs/api-collection.http")))
            .results()
            .map(call -> call.group(1) + " " + call.group(2).replaceAll("\\{\\{[^}]*}}", "{}"))
            .collect(toCollection(TreeSet::new));

    assertThat(operations()).hasSizeGreaterThan(100).isSubsetOf(calls);
  }

  @Test
  void every_word_for_make_in_the_readme_is_a_target() {
    String makefile = text(Path.of("Makefile"));
    Set<String> words =
        found(Pattern.compile("(?:`|(?m)^)make ([a-z-]+)"), text(Path.of("README.md")))
            .collect(toCollection(TreeSet::new));

    assertThat(words)
        .hasSizeGreaterThan(10)
        .allMatch(word -> Pattern.compile("(?m)^" + word + ":").matcher(makefile).find());
  }

  private static Set<String> described() {
    return found(DESCRIBED, text(Path.of("api/openapi.yaml"))).collect(toCollection(TreeSet::new));
  }

  /** {@code GET /v1/cards/{}}, as the description has it: a path, and below it its methods. */
  private static Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    for (MatchResult item : ITEM.matcher(text(Path.of("api/openapi.yaml"))).results().toList()) {
      found(METHOD, item.group(2))
          .map(method -> method.toUpperCase(Locale.ROOT) + " " + anonymous(item.group(1)))
          .forEach(operations::add);
    }
    return operations;
  }

  private static String anonymous(String path) {
    return path.replaceAll("\\{[^}]*}", "{}");
  }

  /** The last part of a path, as tables tell several actions of one thing. */
  private static String action(String path) {
    return Pattern.quote(path.substring(path.lastIndexOf('/')));
  }

  private static boolean leads(Path from, String link) {
    if (link.startsWith("http://") || link.startsWith("https://")) {
      return true;
    }
    int anchor = link.indexOf('#');
    String file = anchor < 0 ? link : link.substring(0, anchor);
    Path to = file.isEmpty() ? from : from.resolveSibling(file).normalize();
    return Files.exists(to) && (anchor < 0 || anchors(to).contains(link.substring(anchor + 1)));
  }

  /** As GitHub makes them of headings. */
  private static List<String> anchors(Path file) {
    return found(HEADING, text(file))
        .map(heading -> heading.toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
        .toList();
  }

  private static Stream<Path> documents() {
    return Stream.concat(
        Stream.of(Path.of("README.md"), Path.of("CHANGELOG.md")), files(Path.of("docs")));
  }

  private static Stream<Path> files(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".md")).toList().stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Stream<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
