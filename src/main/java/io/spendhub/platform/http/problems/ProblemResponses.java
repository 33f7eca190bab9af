package io.spendhub.platform.http.problems;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Says of every operation of the API description how it answers errors, each with its problem. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ProblemResponses implements OASFilter {
  private static final String NAME = "Problem";
  private static final String ERROR = "FieldError";

  /** Each status with what it means; that of a component is {@code Problem} and the status. */
  private static final Map<Integer, Fault> FAULTS = faults();

  /** Statuses that any operation may answer. */
  private static final Set<Integer> OF_ALL = Set.of(400, 401, 403, 406, 503);

  /** Refused while a proof of the same ledger is under way. */
  private static final String PROOF = "/v1/ledger/verification";

  private static Map<Integer, Fault> faults() {
    Map<Integer, Fault> faults = new LinkedHashMap<>();
    List.of(
            Fault.of(400, "validation_failed", "One or more fields are invalid."),
            Fault.unauthenticated(),
            Fault.ofStatus(403),
            Fault.of(404, "wallet_not_found", "There is no such wallet."),
            Fault.ofStatus(406),
            Fault.of(409, "concurrent_update", "The state of the resource does not allow it."),
            Fault.of(412, "version_stale", "The resource was changed since that version."),
            Fault.tooLarge(),
            Fault.ofStatus(415),
            Fault.of(422, "insufficient_funds", "The wallet has less available."),
            Fault.of(428, "version_required", "If-Match must name the version."),
            Fault.of(429, "too_many_guesses", "Too many codes that do not exist were asked for."),
            Fault.unavailable())
        .forEach(fault -> faults.put(fault.status(), fault));
    return faults;
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    if (document.getComponents() == null) {
      document.setComponents(OASFactory.createComponents());
    }
    describe(document.getComponents());
    document.getPaths().getPathItems().forEach(ProblemResponses::describe);
  }

  private static void describe(Components components) {
    components.addSchema(ERROR, object("pointer", "code", "detail")).addSchema(NAME, problem());
    components
        .addHeader("WWW-Authenticate", header(SchemaType.STRING, "How to authenticate.", "Bearer"))
        .addHeader(
            HttpHeaders.RETRY_AFTER,
            header(SchemaType.INTEGER, "In how many seconds to try again.", 1));
    components.addResponse(NAME, response("The call was refused or failed (RFC 9457)."));
    FAULTS.forEach((status, fault) -> components.addResponse(NAME + status, response(fault)));
  }

  private static void describe(String path, PathItem item) {
    item.getOperations().forEach((method, operation) -> describe(path, method.name(), operation));
  }

  private static void describe(String path, String method, Operation operation) {
    for (int status : statuses(path, method, operation)) {
      operation
          .getResponses()
          .addAPIResponse(
              String.valueOf(status), OASFactory.createAPIResponse().ref(NAME + status));
    }
    operation.getResponses().addAPIResponse("default", OASFactory.createAPIResponse().ref(NAME));
  }

  /** What the call may be answered; anything else is the default's. */
  private static Set<Integer> statuses(String path, String method, Operation operation) {
    Set<Integer> statuses = new TreeSet<>(OF_ALL);
    boolean hasBody = operation.getRequestBody() != null;
    if (path.contains("{") || hasBody) {
      statuses.add(404);
    }
    if (hasBody) {
      statuses.addAll(Set.of(413, 415));
    }
    switch (method) {
      case "POST" -> statuses.addAll(Set.of(409, 422));
      case "PATCH" -> statuses.addAll(Set.of(409, 412, 428));
      case "DELETE" -> statuses.add(409);
      default -> {}
    }
    if (path.equals(PROOF)) {
      statuses.add(409);
    }
    if (takesCode(path, operation)) {
      statuses.add(429);
    }
    return statuses;
  }

  /** Whether somebody could try codes of vouchers with it. */
  private static boolean takesCode(String path, Operation operation) {
    return path.contains("{code}")
        || (operation.getRequestBody() != null
            && Set.of(
                    "/v1/vouchers/extract",
                    "/v1/redemptions",
                    "/v1/reservations",
                    "/v1/authorizations",
                    "/v1/authorizations/batch",
                    "/v1/authorizations/preview")
                .contains(path));
  }

  private static APIResponse response(Fault fault) {
    APIResponse response = response(Problem.of(fault, "", "").title() + ".");
    example(response, fault);
    switch (fault.status()) {
      case 401 -> refer(response, "WWW-Authenticate");
      case 429, 503 -> refer(response, HttpHeaders.RETRY_AFTER);
      default -> {}
    }
    return response;
  }

  private static void example(APIResponse response, Fault fault) {
    Problem problem = Problem.of(fault, "/v1/wallets", "01a1f89b-2c10-77bd-9b0d-6225b0c228df");
    Map<String, Object> example = new LinkedHashMap<>();
    example.put("type", problem.type());
    example.put("title", problem.title());
    example.put("status", problem.status());
    example.put("detail", problem.detail());
    example.put("instance", problem.instance());
    example.put("code", problem.code());
    example.put("requestId", problem.requestId());
    response.getContent().getMediaType(Problem.MEDIA_TYPE).setExample(example);
  }

  private static void refer(APIResponse response, String header) {
    response.addHeader(header, OASFactory.createHeader().ref(header));
  }

  private static APIResponse response(String description) {
    return OASFactory.createAPIResponse()
        .description(description)
        .content(
            OASFactory.createContent()
                .addMediaType(
                    Problem.MEDIA_TYPE,
                    OASFactory.createMediaType().schema(OASFactory.createSchema().ref(NAME))));
  }

  private static Header header(SchemaType type, String description, Object example) {
    return OASFactory.createHeader()
        .description(description)
        .schema(OASFactory.createSchema().addType(type))
        .example(example);
  }

  private static Schema problem() {
    Schema problem = object("type", "title", "detail", "instance", "code", "requestId");
    problem.addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER));
    return problem.addProperty(
        "errors",
        OASFactory.createSchema()
            .addType(SchemaType.ARRAY)
            .items(OASFactory.createSchema().ref(ERROR)));
  }

  private static Schema object(String... texts) {
    Schema object = OASFactory.createSchema().addType(SchemaType.OBJECT).required(List.of(texts));
    for (String text : texts) {
      object.addProperty(text, OASFactory.createSchema().addType(SchemaType.STRING));
    }
    return object;
  }
}
