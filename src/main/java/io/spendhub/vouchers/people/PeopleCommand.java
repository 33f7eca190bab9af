package io.spendhub.vouchers.people;

import io.spendhub.shared.ExpectedVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What is done to holders and shops. */
public sealed interface PeopleCommand {
  /** Changes what is present of a holder. */
  record ChangeHolder(
      HolderId id,
      ExpectedVersion expected,
      Optional<String> name,
      Optional<Map<String, String>> metadata)
      implements PeopleCommand {}

  /**
   * Changes what is present of a shop.
   *
   * @param changesAccepts whether {@code accepts} is what it shall accept from now on
   */
  record ChangeShop(
      ShopId id,
      ExpectedVersion expected,
      Optional<String> name,
      boolean changesAccepts,
      Optional<List<UUID>> accepts,
      Optional<Map<String, String>> metadata,
      String requestId)
      implements PeopleCommand {}
}
