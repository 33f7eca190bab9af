package io.spendhub.vouchers.codes.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.vouchers.codes.CodeFormat;
import io.spendhub.vouchers.codes.domain.DrawnCodes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Codes that are made again rather than kept. */
class DerivedCodesTest {
  private static final byte[] KEY = new byte[32];
  private static final UUID JOB = UUID.fromString("01a1f89b-2c10-77bd-9b0d-6225b0c228df");

  /** The codes were worked out by another program, from what the class says of itself. */
  @Test
  void the_same_number_of_a_job_is_the_same_code_for_good() {
    assertThat(DerivedCodes.derive(CodeFormat.DEFAULT, KEY, JOB, 0)).isEqualTo("7QHTBGWHGRWY");
    assertThat(DerivedCodes.derive(CodeFormat.DEFAULT, KEY, JOB, Long.MAX_VALUE))
        .isEqualTo("S5942VU24TQ4");
  }

  @Test
  void another_number_job_or_key_is_another_code() {
    byte[] anotherKey = KEY.clone();
    anotherKey[31] = 1;
    UUID anotherJob = new UUID(JOB.getMostSignificantBits(), JOB.getLeastSignificantBits() + 1);

    assertThat(
            Set.of(
                DerivedCodes.derive(CodeFormat.DEFAULT, KEY, JOB, 0),
                DerivedCodes.derive(CodeFormat.DEFAULT, KEY, JOB, 1),
                DerivedCodes.derive(CodeFormat.DEFAULT, KEY, anotherJob, 0),
                DerivedCodes.derive(CodeFormat.DEFAULT, anotherKey, JOB, 0)))
        .hasSize(4);
  }

  @Test
  void a_code_longer_than_one_block_does_not_repeat_itself() {
    CodeFormat format =
        new CodeFormat(
            64,
            CodeFormat.UNAMBIGUOUS,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            true);
    String code = DerivedCodes.derive(format, KEY, JOB, 0);

    assertThat(code.substring(32)).isNotEqualTo(code.substring(0, 32));
  }

  @Test
  void derived_codes_are_of_their_format_and_do_not_repeat() {
    CodeFormat format =
        new CodeFormat(
            10,
            "23456789ABCDEFGHJKMNPQRSTUVWXYZ",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true,
            true);
    Set<String> seen = new HashSet<>();
    for (int index = 0; index < 20_000; index++) {
      String code = DerivedCodes.derive(format, KEY, JOB, index);
      assertThat(DrawnCodes.mayBe(format, code)).isTrue();
      seen.add(code);
    }

    assertThat(seen).hasSize(20_000);
  }

  /**
   * 31 does not divide the values of a byte; chance passes 69 less than once in ten thousand times.
   */
  @Test
  void every_character_is_as_likely_as_any_other() {
    CodeFormat format =
        new CodeFormat(
            64,
            "23456789ABCDEFGHJKMNPQRSTUVWXYZ",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            true);
    Map<Character, Integer> counts = new HashMap<>();
    for (int index = 0; index < 5_000; index++) {
      for (char drawn : DerivedCodes.derive(format, KEY, JOB, index).toCharArray()) {
        counts.merge(drawn, 1, Integer::sum);
      }
    }

    double expected = 5_000 * 64 / 31.0;
    assertThat(
            counts.values().stream().mapToDouble(n -> Math.pow(n - expected, 2) / expected).sum())
        .isLessThan(69.0);
  }
}
