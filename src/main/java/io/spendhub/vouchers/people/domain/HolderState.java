package io.spendhub.vouchers.people.domain;

import java.util.Map;

/** What an organization says of a holder. */
public record HolderState(boolean blocked, Map<String, String> metadata) {
  /** A holder of whom it says nothing. */
  public static final HolderState UNKNOWN = new HolderState(false, Map.of());
}
