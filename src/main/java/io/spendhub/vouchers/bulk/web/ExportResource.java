package io.spendhub.vouchers.bulk.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.platform.security.CurrentCaller;
import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.campaigns.query.CampaignQueries;
import io.spendhub.vouchers.redemptions.VoucherView;
import io.spendhub.vouchers.redemptions.query.VoucherQueries;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/vouchers/export")
@RunOnVirtualThread
@Tag(name = "Vouchers")
class ExportResource {
  static final List<String> COLUMNS =
      List.of(
          "id",
          "code",
          "status",
          "holder",
          "amount",
          "balance",
          "redemptions",
          "publishedAt",
          "expiresAt",
          "createdAt");

  private static final int ROWS_AT_ONCE = 2_000;

  private final VoucherQueries vouchers;
  private final CampaignQueries campaigns;
  private final CurrentCaller caller;

  ExportResource(VoucherQueries vouchers, CampaignQueries campaigns, CurrentCaller caller) {
    this.vouchers = vouchers;
    this.campaigns = campaigns;
    this.caller = caller;
  }

  @GET
  @PermissionsAllowed("vouchers:read")
  @Produces(VoucherCsvWriter.MEDIA_TYPE)
  @Operation(
      summary = "Export a campaign's vouchers as CSV, oldest first",
      description = "The code is empty where the campaign shows codes only once.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = VoucherCsvWriter.MEDIA_TYPE,
              schema = @Schema(implementation = String.class)))
  public StreamingOutput export(
      @Parameter(required = true) @QueryParam("campaignId") Optional<UUID> campaignId) {
    UUID organizationId = caller.organizationId();
    UUID campaign =
        campaignId.orElseThrow(
            () -> Refusal.invalidField("campaignId", "required", "A campaign must be named."));
    if (campaigns.find(organizationId, campaign).isEmpty()) {
      throw Refusal.notFound("campaign");
    }
    return out -> write(out, organizationId, campaign);
  }

  private void write(OutputStream out, UUID organizationId, UUID campaign) throws IOException {
    try (VoucherCsvWriter csv = new VoucherCsvWriter(out, COLUMNS)) {
      Optional<UUID> last = Optional.of(new UUID(0, 0));
      while (last.isPresent()) {
        List<VoucherView> rows = vouchers.after(organizationId, campaign, last.get(), ROWS_AT_ONCE);
        for (VoucherView row : rows) {
          csv.write(cells(row));
        }
        last = rows.size() < ROWS_AT_ONCE ? Optional.empty() : Optional.of(rows.getLast().id());
      }
    }
  }

  private static List<String> cells(VoucherView voucher) {
    return List.of(
        voucher.id().toString(),
        voucher.code().orElse(""),
        voucher.status().name(),
        voucher.holder().orElse(""),
        Long.toString(voucher.amount()),
        Long.toString(voucher.balance()),
        Long.toString(voucher.redemptions()),
        voucher.publishedAt().map(Instant::toString).orElse(""),
        voucher.expiresAt().map(Instant::toString).orElse(""),
        voucher.createdAt().toString());
  }
}
