package io.spendhub.vouchers.bulk;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A voucher that is brought along from elsewhere, as a line of a file tells it.
 *
 * @param line where it begins in the file, the header being in line 1
 * @param code as it is shown, one that {@link Codes#mayBeMade} accepts
 * @param amount what it carries, minor units; 0 is what exports say of one that carries nothing
 */
public record ImportRow(
    int line,
    String code,
    Optional<String> holder,
    OptionalLong amount,
    Optional<Instant> expiresAt)
    implements ImportLine {

  /**
   * The column in which this row tells another voucher than the one with its code. A cell that is
   * empty tells nothing.
   *
   * @param carried what the other was issued with and topped up by, minor units
   */
  public Optional<String> differingColumn(
      Optional<String> holding, long carried, Optional<Instant> ending) {
    if (holder.isPresent() && !holder.equals(holding)) {
      return Optional.of("holder");
    }
    if (amount.isPresent() && amount.getAsLong() != carried) {
      return Optional.of("amount");
    }
    return expiresAt.isPresent() && !expiresAt.equals(ending)
        ? Optional.of("expiresAt")
        : Optional.empty();
  }
}
