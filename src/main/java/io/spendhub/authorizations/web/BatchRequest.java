package io.spendhub.authorizations.web;

import io.spendhub.shared.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Many purchases in one call; those on one wallet are decided in this order. */
record BatchRequest(
    @Schema(minItems = 1, maxItems = 1000) @NotNull List<@NotNull @Valid AuthorizeRequest> items) {
  private static final int MOST_ITEMS = 1_000;

  /** Refuses the size before anything looks through the items. */
  BatchRequest {
    if (items != null && (items.isEmpty() || items.size() > MOST_ITEMS)) {
      throw Refusal.invalidField("/items", "wrong_size", "A batch has 1 to 1,000 items.");
    }
  }
}
