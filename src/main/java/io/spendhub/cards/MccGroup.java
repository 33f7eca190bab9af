package io.spendhub.cards;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Groups of merchant category codes (ISO 18245) that controls may name at once, and how long a hold
 * of such a merchant lasts before it is given back. A code outside every group has the usual time.
 */
@SuppressWarnings("ImmutableEnumChecker") // List.of makes lists that never change
public enum MccGroup {
  AIRLINES(30, range(3000, 3350), range(4511, 4511)),
  CAR_RENTAL(30, range(3351, 3500), range(7512, 7513)),
  LODGING(30, range(3501, 3999), range(7011, 7012)),
  CRUISE_LINES(30, range(4411, 4411)),
  TRANSPORT(7, range(4011, 4118), range(4120, 4131), range(4784, 4789)),
  FUEL(2, range(5172, 5172), range(5541, 5542), range(5552, 5552), range(5983, 5983)),
  GROCERIES(7, range(5411, 5499)),
  RESTAURANTS(7, range(5811, 5814)),
  DIGITAL_GOODS(7, range(5815, 5818)),
  HEALTH(7, range(4119, 4119), range(5912, 5912), range(5975, 5977), range(8011, 8099)),
  EDUCATION(7, range(8211, 8299)),
  TELECOM_AND_UTILITIES(7, range(4812, 4900)),
  CASH(7, range(6010, 6012), range(6050, 6051)),
  GAMBLING(7, range(7800, 7802), range(7995, 7995), range(9406, 9406)),
  ENTERTAINMENT(7, range(7829, 7841), range(7911, 7994), range(7996, 7999)),
  GOVERNMENT(7, range(9211, 9405), range(9411, 9950));

  /** How long a hold lasts where no group says otherwise. */
  public static final Duration USUAL_HOLD_TIME = Duration.ofDays(7);

  private record Range(int first, int last) {
    boolean holds(int mcc) {
      return first <= mcc && mcc <= last;
    }
  }

  private final Duration holdTime;

  @SuppressWarnings("ImmutableEnumChecker") // it is copied and never handed out
  private final List<Range> ranges;

  MccGroup(int holdDays, Range... ranges) {
    this.holdTime = Duration.ofDays(holdDays);
    this.ranges = List.of(ranges);
  }

  /** The one group of a four-digit code, if it is in any. */
  public static Optional<MccGroup> of(String mcc) {
    return Arrays.stream(values()).filter(group -> group.holds(mcc)).findFirst();
  }

  /** Whether a four-digit code is of this group. */
  public boolean holds(String mcc) {
    int code = Integer.parseInt(mcc);
    return ranges.stream().anyMatch(range -> range.holds(code));
  }

  /** How long a hold of a merchant lasts, whose code may be unknown. */
  public static Duration holdTime(Optional<String> mcc) {
    return mcc.flatMap(MccGroup::of).map(group -> group.holdTime).orElse(USUAL_HOLD_TIME);
  }

  private static Range range(int first, int last) {
    return new Range(first, last);
  }
}
