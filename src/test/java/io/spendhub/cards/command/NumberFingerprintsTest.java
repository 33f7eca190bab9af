package io.spendhub.cards.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendhub.shared.Refusal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NumberFingerprintsTest {
  private static final String NUMBER = "4111111111111111";

  @Test
  void a_service_without_a_key_takes_no_numbers_and_does_not_repeat_them() {
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class, () -> new NumberFingerprints(Optional.empty()).of(NUMBER));

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNPROCESSABLE);
    assertThat(refusal.code()).isEqualTo("card_key_missing");
    assertThat(refusal.detail()).doesNotContain(NUMBER);
  }

  @Test
  void a_number_has_one_fingerprint_under_one_key_and_another_under_another() {
    byte[] fingerprint = new NumberFingerprints(Optional.of("one")).of(NUMBER);

    assertThat(new NumberFingerprints(Optional.of("one")).of(NUMBER)).isEqualTo(fingerprint);
    assertThat(new NumberFingerprints(Optional.of("two")).of(NUMBER)).isNotEqualTo(fingerprint);
    assertThat(new NumberFingerprints(Optional.of("one")).of("378282246310005"))
        .isNotEqualTo(fingerprint);
  }
}
