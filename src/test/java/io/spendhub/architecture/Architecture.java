package io.spendhub.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rules, for the program or for a fixture: a tree of packages below a root of its own. */
final class Architecture {
  /** JPA has no annotation of its own for a column of JSON. */
  private static final String JSON_COLUMN = "org.hibernate.annotations.JdbcTypeCode";

  /** What the domain may know of the outside, besides Java itself. */
  private static final Set<String> DOMAIN_MAY_KNOW =
      Set.of("java.", "jakarta.persistence.", "org.jspecify.", JSON_COLUMN);

  private static final Set<String> DOMAIN_MAY_NOT_KNOW =
      Set.of("java.sql.", "java.net.", "jakarta.persistence.EntityManager");

  private static final Set<String> SHARED_MAY_KNOW =
      Set.of("java.", "org.jspecify.", "com.github.f4b6a3.uuid.");

  /**
   * A framework's packages, with the roles that may know them; the platform may know all. What is
   * told of versions over HTTP is known to {@code web} alone, as HTTP is. Nobody else knows
   * connections or where they come from, so that none is taken past the shares.
   */
  private static final Map<String, Set<String>> FRAMEWORKS =
      Map.ofEntries(
          Map.entry("jakarta.ws.rs.", Set.of("web")),
          Map.entry("io.spendhub.platform.http.EntityTag", Set.of("web")),
          Map.entry("org.jboss.resteasy.", Set.of("web")),
          Map.entry("jakarta.validation.", Set.of("web", "rpc")),
          Map.entry("io.grpc.", Set.of("rpc")),
          Map.entry("io.quarkus.grpc.", Set.of("rpc")),
          Map.entry("com.google.protobuf.", Set.of("rpc")),
          Map.entry("com.google.rpc.", Set.of("rpc")),
          Map.entry("spendhub.v1.", Set.of("rpc")),
          Map.entry("java.sql.", Set.of()),
          Map.entry("javax.sql.", Set.of()),
          Map.entry("io.agroal.", Set.of()),
          Map.entry("org.hibernate.", Set.of("persistence")),
          Map.entry("io.quarkus.hibernate.", Set.of("persistence")),
          Map.entry("jakarta.persistence.EntityManager", Set.of("persistence")),
          Map.entry("jakarta.transaction.", Set.of("command", "persistence")),
          Map.entry("jakarta.enterprise.", Set.of("web", "rpc", "command", "query", "persistence")),
          Map.entry(
              "com.fasterxml.jackson.", Set.of("web", "rpc", "command", "query", "persistence")));

  /** What rows are written and read with. */
  private static final Set<String> JDBC =
      Set.of(
          "java.sql.Connection",
          "java.sql.Statement",
          "java.sql.PreparedStatement",
          "java.sql.ResultSet",
          "java.sql.Array");

  /** The one way to a row, and what works before there is one: the driver, and the start. */
  private static final Set<String> MAY_KNOW_JDBC =
      Set.of("platform.sql", "platform.connections", "platform.startup", "platform.postgres");

  private static final Set<String> CLOCKS_AND_CHANCE =
      Set.of(
          "now",
          "currentTimeMillis",
          "nanoTime",
          "randomUUID",
          "random",
          "systemUTC",
          "systemDefaultZone");

  /** A type that answers what it does, so that one more of them is decided in its own file. */
  private static final String CAMPAIGN_TYPE = ".vouchers.campaigns.CampaignType";

  private static final List<String> EMPTY_NAMES =
      List.of("Manager", "Helper", "Util", "Utils", "Impl");

  private final String root;

  Architecture(String root) {
    this.root = root;
  }

  /** The rules by their names; each name is that of its fixture's package too. */
  static Map<String, Function<Architecture, ArchRule>> rules() {
    return new TreeMap<>(
        Map.ofEntries(
            Map.entry("every_package_has_a_place", Architecture::everyPackageHasAPlace),
            Map.entry("only_roots_of_other_contexts", Architecture::onlyRootsOfOtherContexts),
            Map.entry("contexts_depend_one_way", Architecture::contextsDependOneWay),
            Map.entry("matters_depend_one_way", Architecture::mattersDependOneWay),
            Map.entry("roles_keep_to_their_table", Architecture::rolesKeepToTheirTable),
            Map.entry("the_domain_knows_only_its_list", Architecture::theDomainKnowsOnlyItsList),
            Map.entry("time_and_chance_come_in", Architecture::timeAndChanceComeIn),
            Map.entry("frameworks_stay_in_place", Architecture::frameworksStayInPlace),
            Map.entry("problems_are_made_in_web", Architecture::problemsAreMadeInWeb),
            Map.entry("decisions_reach_no_database", Architecture::decisionsReachNoDatabase),
            Map.entry("there_is_one_way_to_a_row", Architecture::thereIsOneWayToARow),
            Map.entry("shared_is_plain_java", Architecture::sharedIsPlainJava),
            Map.entry("the_platform_knows_no_context", Architecture::thePlatformKnowsNoContext),
            Map.entry("resources_hide_their_class", Architecture::resourcesHideTheirClass),
            Map.entry("resources_show_their_methods", Architecture::resourcesShowTheirMethods),
            Map.entry("types_are_asked_not_named", Architecture::typesAreAskedNotNamed),
            Map.entry("names_say_something", Architecture::namesSaySomething)));
  }

  private ArchRule everyPackageHasAPlace() {
    return each("stand in a known context and role", type -> place(type).isKnown());
  }

  private ArchRule onlyRootsOfOtherContexts() {
    return eachDependency(
        "reach only the root package of another context",
        (from, to) -> !isOurs(to) || !place(from).reachesInside(place(to)));
  }

  private ArchRule contextsDependOneWay() {
    return eachDependency(
        "use only contexts below their own",
        (from, to) -> !isOurs(to) || place(from).mayUsePart(place(to)));
  }

  private ArchRule mattersDependOneWay() {
    return eachDependency(
        "use only matters below their own in their context",
        (from, to) -> !isOurs(to) || place(from).mayUseMatter(place(to)));
  }

  private ArchRule rolesKeepToTheirTable() {
    return eachDependency(
        "use only the roles that their own role may use",
        (from, to) -> !isOurs(to) || place(from).mayUseRole(place(to)));
  }

  private ArchRule theDomainKnowsOnlyItsList() {
    return eachDependency(
        "know nothing outside the domain's list when they are of the domain",
        (from, to) -> !place(from).role().equals("domain") || isOurs(to) || domainMayKnow(to));
  }

  private static boolean domainMayKnow(JavaClass outside) {
    JavaClass element = outside.getBaseComponentType();
    return element.isPrimitive()
        || (startsWithOneOf(element, DOMAIN_MAY_KNOW)
            && !startsWithOneOf(element, DOMAIN_MAY_NOT_KNOW));
  }

  private ArchRule timeAndChanceComeIn() {
    return each(
        "be told the time and their luck when they are of the domain",
        type ->
            !place(type).role().equals("domain")
                || type.getAccessesFromSelf().stream().noneMatch(Architecture::asksClockOrChance));
  }

  private static boolean asksClockOrChance(JavaAccess<?> access) {
    return access.getTargetOwner().getName().startsWith("java.")
        && CLOCKS_AND_CHANCE.contains(access.getName());
  }

  private ArchRule frameworksStayInPlace() {
    return eachDependency(
        "know a framework only in the roles that it has its place in",
        (from, to) ->
            !place(from).isContext()
                || to.getName().equals(JSON_COLUMN)
                || FRAMEWORKS.entrySet().stream()
                    .filter(framework -> to.getName().startsWith(framework.getKey()))
                    .allMatch(framework -> framework.getValue().contains(place(from).role())));
  }

  private ArchRule problemsAreMadeInWeb() {
    return eachDependency(
        "know no answers of HTTP below web",
        (from, to) ->
            !place(from).isContext()
                || Set.of("web", "rpc").contains(place(from).role())
                || !to.getPackageName().equals(root + ".platform.http.problems"));
  }

  /** By whatever they hold, and by what that holds. */
  private ArchRule decisionsReachNoDatabase() {
    return each(
        "hold no bean when they decide about money",
        type ->
            type.isInterface()
                || !type.isAssignableTo(root + ".ledger.MoneyHandler$Decisions")
                || held(type, new HashSet<>()).stream().noneMatch(Architecture::isBean));
  }

  private Set<JavaClass> held(JavaClass holder, Set<JavaClass> found) {
    for (JavaField field : holder.getAllFields()) {
      for (JavaClass type : field.getAllInvolvedRawTypes()) {
        if (isOurs(type) && found.add(type)) {
          held(type, found);
        }
      }
    }
    return found;
  }

  private static boolean isBean(JavaClass type) {
    return Stream.concat(Stream.of(type), type.getAllSubclasses().stream())
        .anyMatch(each -> each.isMetaAnnotatedWith("jakarta.enterprise.context.NormalScope"));
  }

  private ArchRule thereIsOneWayToARow() {
    return eachDependency(
        "leave statements and their answers to platform.sql",
        (from, to) ->
            !JDBC.contains(to.getName())
                || MAY_KNOW_JDBC.stream()
                    .anyMatch(
                        part -> (from.getPackageName() + ".").startsWith(root + "." + part + ".")));
  }

  private ArchRule sharedIsPlainJava() {
    return eachDependency(
        "know no more than Java when they are shared",
        (from, to) ->
            !place(from).isIn("shared")
                || (isOurs(to)
                    ? place(to).isIn("shared")
                    : to.isPrimitive() || startsWithOneOf(to, SHARED_MAY_KNOW)));
  }

  private ArchRule thePlatformKnowsNoContext() {
    return eachDependency(
        "know no context when they are of the platform",
        (from, to) -> !place(from).isIn("platform") || !isOurs(to) || !place(to).isContext());
  }

  private ArchRule resourcesHideTheirClass() {
    return each(
        "be package-private when they are resources",
        type -> !isResource(type) || !type.getModifiers().contains(JavaModifier.PUBLIC));
  }

  /** Quarkus ignores a method of a resource that is not public, and only warns. */
  private ArchRule resourcesShowTheirMethods() {
    return each(
        "have only public endpoints",
        type ->
            type.getMethods().stream()
                .filter(Architecture::isEndpoint)
                .allMatch(method -> method.getModifiers().contains(JavaModifier.PUBLIC)));
  }

  private static boolean isEndpoint(JavaMethod method) {
    return method.isMetaAnnotatedWith("jakarta.ws.rs.HttpMethod");
  }

  private static boolean isResource(JavaClass type) {
    return type.isAnnotatedWith("jakarta.ws.rs.Path")
        || type.getMethods().stream().anyMatch(Architecture::isEndpoint);
  }

  private ArchRule typesAreAskedNotNamed() {
    return rule(
        "ask the type of a campaign what it does, and not which it is",
        type ->
            type.getFieldAccessesFromSelf().stream()
                .filter(this::namesACampaignType)
                .map(JavaAccess::getDescription));
  }

  /** Those of a switch stand in a class that the compiler makes beside the one that has it. */
  private boolean namesACampaignType(JavaFieldAccess access) {
    JavaClass named = access.getTargetOwner();
    return named.getName().equals(root + CAMPAIGN_TYPE)
        && access.getTarget().getRawType().equals(named)
        && !(access.getOriginOwner().getName() + "$").startsWith(named.getName() + "$");
  }

  private ArchRule namesSaySomething() {
    return each(
        "have names of the field",
        type ->
            EMPTY_NAMES.stream().noneMatch(type.getSimpleName()::endsWith)
                && !type.getSimpleName().matches("Base[A-Z].*"));
  }

  private Place place(JavaClass type) {
    return Place.of(root, type.getPackageName());
  }

  private boolean isOurs(JavaClass type) {
    return (type.getPackageName() + ".").startsWith(root + ".");
  }

  private static boolean startsWithOneOf(JavaClass type, Set<String> prefixes) {
    return prefixes.stream().anyMatch(type.getName()::startsWith);
  }

  private static ArchRule each(String wanted, Predicate<JavaClass> holds) {
    return rule(
        wanted,
        type -> holds.test(type) ? Stream.empty() : Stream.of(type.getName() + " does not"));
  }

  private static ArchRule eachDependency(String wanted, BiPredicate<JavaClass, JavaClass> holds) {
    return rule(
        wanted,
        type ->
            type.getDirectDependenciesFromSelf().stream()
                .filter(use -> !holds.test(use.getOriginClass(), element(use)))
                .map(Dependency::getDescription));
  }

  private static JavaClass element(Dependency use) {
    return use.getTargetClass().getBaseComponentType();
  }

  /** A rule may find nothing to judge in a fixture or in a role that no context has yet. */
  private static ArchRule rule(String wanted, Function<JavaClass, Stream<String>> complaints) {
    return classes()
        .should(
            new ArchCondition<JavaClass>(wanted) {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                complaints
                    .apply(type)
                    .forEach(text -> events.add(SimpleConditionEvent.violated(type, text)));
              }
            })
        .allowEmptyShould(true);
  }
}
