package io.spendhub.vouchers.bulk.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.platform.http.calls.CurrentRequest;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.security.CurrentCaller;
import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.bulk.JobStatus;
import io.spendhub.vouchers.bulk.JobView;
import io.spendhub.vouchers.bulk.command.GenerationService;
import io.spendhub.vouchers.bulk.query.JobQueries;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/jobs")
@RunOnVirtualThread
@Tag(name = "Vouchers")
class JobResource {
  private final GenerationService generations;
  private final JobQueries queries;
  private final CurrentRequest request;
  private final CurrentCaller caller;

  JobResource(
      GenerationService generations,
      JobQueries queries,
      CurrentRequest request,
      CurrentCaller caller) {
    this.generations = generations;
    this.queries = queries;
    this.request = request;
    this.caller = caller;
  }

  @GET
  @PermissionsAllowed("vouchers:read")
  @Operation(summary = "List jobs, newest first")
  public Page<JobView> list(
      @QueryParam("campaignId") Optional<UUID> campaignId,
      @QueryParam("status") Optional<JobStatus> status,
      @BeanParam PageQuery page) {
    return queries.list(caller.organizationId(), campaignId, status, page);
  }

  @GET
  @Path("/{id}")
  @PermissionsAllowed("vouchers:read")
  @Operation(summary = "Read how far a job has come")
  public JobView get(@PathParam("id") UUID id) {
    return queries.find(caller.organizationId(), id).orElseThrow(() -> Refusal.notFound("job"));
  }

  @POST
  @Path("/{id}/cancel")
  @PermissionsAllowed("vouchers:write")
  @Operation(summary = "End a job; what it made stays")
  public JobView cancel(@PathParam("id") UUID id) {
    return generations.cancel(caller.organizationId(), id, request.id());
  }

  @POST
  @Path("/{id}/codes")
  @PermissionsAllowed("vouchers:write")
  @Produces(VoucherCsvWriter.MEDIA_TYPE)
  @Operation(
      summary = "Download the codes of a job, once",
      description =
          "For campaigns that show codes once, when the job has ended. The codes count as shown as"
              + " soon as this is called: if the download breaks off, what is missing is lost.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = VoucherCsvWriter.MEDIA_TYPE,
              schema = @Schema(implementation = String.class)))
  public StreamingOutput codes(@PathParam("id") UUID id) {
    Iterable<String> codes = generations.showCodes(caller.organizationId(), id, request.id());
    return out -> {
      try (VoucherCsvWriter csv = new VoucherCsvWriter(out, List.of("code"))) {
        for (String code : codes) {
          csv.write(List.of(code));
        }
      }
    };
  }
}
