package io.spendhub.cards.web;

import io.spendhub.cards.CardControls;
import io.spendhub.cards.CardId;
import io.spendhub.cards.ChangeCard;
import io.spendhub.limits.LimitSpec;
import io.spendhub.platform.http.json.Patch;
import io.spendhub.platform.http.validation.Metadata;
import io.spendhub.platform.http.validation.PlainText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is given replaces what was there; null clears it. */
record ChangeCardRequest(
    @Schema(implementation = String.class) Patch<@PlainText(max = 200) String> memo,
    @Schema(implementation = LimitSpec[].class) Patch<@Size(max = 6) List<LimitSpec>> limits,
    @Schema(implementation = ControlsRequest.class) Patch<@Valid ControlsRequest> controls,
    @Schema(implementation = Map.class) Patch<@Metadata Map<String, String>> metadata) {

  ChangeCard command(CardId id, Optional<String> ifMatch, String timezone, String requestId) {
    return new ChangeCard(
        id,
        ifMatch,
        memo.isPresent(),
        memo.over(Optional.empty()),
        limits.isPresent() ? Optional.of(limits.over(List.of())) : Optional.empty(),
        controls.isPresent() ? Optional.of(controls(timezone)) : Optional.empty(),
        metadata.isPresent() ? Optional.of(metadata.over(Map.of())) : Optional.empty(),
        requestId);
  }

  private CardControls controls(String timezone) {
    return controls
        .over(Optional.empty())
        .map(stated -> stated.controls(timezone))
        .orElse(CardControls.NONE);
  }
}
