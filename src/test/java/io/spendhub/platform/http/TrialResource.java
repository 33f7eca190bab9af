package io.spendhub.platform.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.platform.http.calls.CurrentRequest;
import io.spendhub.platform.http.json.Patch;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.http.problems.Failures;
import io.spendhub.platform.http.validation.Amount;
import io.spendhub.platform.http.validation.CurrencyCode;
import io.spendhub.platform.http.validation.Metadata;
import io.spendhub.platform.http.validation.PlainText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** A resource with one of everything that requests are made of. */
@Path("/v1/trials")
@RunOnVirtualThread
class TrialResource {
  enum Colour {
    RED,
    GREEN
  }

  record Part(@NotNull @Amount Long amount, @Nullable Colour colour) {}

  record Trial(
      @NotNull @PlainText(max = 40) String name,
      @NotNull @Amount Long amount,
      @NotNull @CurrencyCode String currency,
      int count,
      boolean flag,
      @Nullable Colour colour,
      @Nullable UUID owner,
      @Nullable Instant at,
      @Nullable @Size(max = 3) List<@Valid Part> parts,
      @Nullable @Valid Part part,
      @Nullable @Metadata Map<String, String> metadata) {}

  record Change(
      @Schema(implementation = String.class) Patch<@NotNull @PlainText(max = 10) String> name,
      @Schema(implementation = Long.class, nullable = true) Patch<Long> limit) {}

  record Seen(String thread, String requestId, String traceparent, String logged, String traceId) {}

  private final CurrentRequest request;

  TrialResource(CurrentRequest request) {
    this.request = request;
  }

  @POST
  public Trial create(@Valid Trial trial) {
    return trial;
  }

  @GET
  public Page<String> list(
      @BeanParam PageQuery page,
      @QueryParam("owner") @Nullable UUID owner,
      @QueryParam("colour") @Nullable Colour colour,
      @QueryParam("tag") List<String> tags) {
    Optional<UUID> after = page.afterId();
    return Page.of(after.isEmpty() ? List.of("a", "b", "c") : List.of(), page, row -> row);
  }

  @GET
  @Path("/{id}")
  public Map<String, String> read(@PathParam("id") UUID id) {
    return Map.of("id", id.toString());
  }

  @PATCH
  @Path("/{id}")
  public Map<String, String> change(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") Optional<String> ifMatch,
      @Valid Change change) {
    EntityTag.expectedBy(ifMatch).require(3);
    return Map.of(
        "name", change.name().over("unchanged"),
        "limit", change.limit().over(Optional.of(7L)).map(String::valueOf).orElse("none"));
  }

  @POST
  @Path("/{id}/freeze")
  public Map<String, String> freeze(@PathParam("id") UUID id) {
    return Map.of("status", "FROZEN");
  }

  @GET
  @Path("/seen")
  public Seen seen() {
    return new Seen(
        Thread.currentThread().isVirtual() ? "virtual" : "platform",
        request.id(),
        request.traceparent(),
        String.valueOf(MDC.get("requestId")),
        String.valueOf(MDC.get("traceId")));
  }

  @GET
  @Path("/failures/{kind}")
  public Map<String, String> fail(@PathParam("kind") String kind) throws Exception {
    throw Failures.valueOf(kind).make();
  }
}
