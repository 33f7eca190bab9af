package io.spendhub.vouchers.bulk.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.platform.http.calls.CurrentRequest;
import io.spendhub.platform.security.CurrentCaller;
import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.bulk.ImportLine;
import io.spendhub.vouchers.bulk.ImportView;
import io.spendhub.vouchers.bulk.RejectedRow;
import io.spendhub.vouchers.bulk.command.ImportService;
import io.spendhub.vouchers.campaigns.CampaignId;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/campaigns/{id}/imports")
@RunOnVirtualThread
@Tag(name = "Vouchers")
class ImportResource {
  private final ImportService imports;
  private final CurrentRequest request;
  private final CurrentCaller caller;

  ImportResource(ImportService imports, CurrentRequest request, CurrentCaller caller) {
    this.imports = imports;
    this.request = request;
    this.caller = caller;
  }

  @POST
  @PermissionsAllowed("vouchers:write")
  @Consumes(VoucherCsvWriter.MEDIA_TYPE)
  @Operation(
      summary = "Import vouchers from CSV",
      description =
          "Columns: code, and where wanted holder, amount and expiresAt. Rows are saved as they are"
              + " read, 1,000 at a time; the same file again imports what is missing.")
  public ImportView run(
      @PathParam("id") UUID id,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = VoucherCsvWriter.MEDIA_TYPE,
                      schema = @Schema(implementation = String.class)))
          InputStream file) {
    CampaignId campaign = new CampaignId(caller.organizationId(), id);
    return imports.run(campaign, new Lines(new VoucherCsvReader(file)), request.id());
  }

  /** The rows of a file, those that make no sense as rejected ones. */
  private record Lines(VoucherCsvReader rows) implements Iterator<ImportLine> {
    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public ImportLine next() {
      try {
        return rows.next();
      } catch (Refusal invalid) {
        Refusal.FieldError first = invalid.errors().getFirst();
        return new RejectedRow(rows.line(), column(first), first.code(), first.detail());
      }
    }

    /** Pointers of a file are {@code /line/column}, or {@code /line} for all of it. */
    private static Optional<String> column(Refusal.FieldError error) {
      String[] steps = error.pointer().split("/", -1);
      return steps.length > 2 ? Optional.of(steps[2]) : Optional.empty();
    }
  }
}
