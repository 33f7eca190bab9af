package io.spendhub.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.replay.purchases.PurchaseFile;
import io.spendhub.replay.purchases.PurchaseLines;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysTest {
  private static final PurchaseFile FILE =
      new PurchaseFile("a.csv", "0123456789abcdef".repeat(4), List.of());

  @Test
  void a_rows_key_is_the_files_hash_the_row_and_the_operation() {
    assertThat(Keys.of(FILE).of(PurchaseLines.row(7, "shop", 1), "clearing"))
        .isEqualTo("0123456789abcdef0123456789abcdef:7:clearing");
  }

  @Test
  void spellings_that_differ_in_case_only_have_different_keys() {
    assertThat(Keys.slug("Local Services"))
        .startsWith("local-services-")
        .isNotEqualTo(Keys.slug("Local services"));
  }

  @Test
  void any_name_becomes_a_label_of_a_host_name() {
    for (String name : List.of("(none)", "CYP&F Schools", "Überführung", "日本", "x".repeat(300))) {
      assertThat(Keys.slug(name)).matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    }
  }
}
