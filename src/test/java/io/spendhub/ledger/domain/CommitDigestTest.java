package io.spendhub.ledger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The expected hashes were computed outside of this program, with coreutils' sha256sum. */
class CommitDigestTest {
  @Test
  void the_digest_of_nothing_is_sha_256_of_nothing() {
    assertThat(hex(new CommitDigest().finish()))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void each_field_is_preceded_by_its_length_in_four_bytes() {
    assertThat(hex(digest("ab", "c")))
        .isEqualTo("f2939f903016e5bb29b1e4a61cdbd376220ca03a24180b39995f2d50f2e0a647");
  }

  @Test
  void the_length_of_a_field_is_counted_in_bytes_of_utf_8() {
    assertThat(hex(digest("\u00a3")))
        .isEqualTo("3c985243ca89b35c610d139d7ceba7476a1d1a87e2af9e9545c38875a2aa028c");
  }

  @Test
  void moving_a_letter_from_one_field_to_the_next_changes_the_digest() {
    assertThat(digest("ab", "c"))
        .isNotEqualTo(digest("a", "bc"))
        .isNotEqualTo(digest("abc"))
        .isNotEqualTo(digest("abc", ""))
        .isNotEqualTo(digest("c", "ab"));
  }

  @Test
  void an_empty_field_is_a_field() {
    assertThat(digest("a", "", "b")).isNotEqualTo(digest("a", "b"));
    assertThat(digest("")).isNotEqualTo(digest());
  }

  @Test
  void fields_may_be_added_one_by_one_or_all_at_once() {
    assertThat(new CommitDigest().add("ab").add("c").finish()).isEqualTo(digest("ab", "c"));
  }

  @Test
  void the_first_hash_follows_32_zero_bytes() {
    assertThat(CommitDigest.beforeFirst()).isEqualTo(new byte[32]);
  }

  @Test
  void a_hash_of_the_chain_covers_the_one_before_and_then_the_digest() {
    byte[] zeros = CommitDigest.beforeFirst();

    assertThat(hex(CommitDigest.chain(zeros, digest("ab", "c"))))
        .isEqualTo("b0d46673134cf3fd514f38f3ab105097ba1496eca47c53727d1890bebf600c1a");
  }

  @Test
  void a_commit_that_is_changed_left_out_or_moved_breaks_all_hashes_after_it() {
    byte[] whole = chained(digest("1"), digest("2"), digest("3"));

    assertThat(whole)
        .isEqualTo(chained(digest("1"), digest("2"), digest("3")))
        .isNotEqualTo(chained(digest("x"), digest("2"), digest("3")))
        .isNotEqualTo(chained(digest("1"), digest("3")))
        .isNotEqualTo(chained(digest("2"), digest("1"), digest("3")));
  }

  private static byte[] chained(byte[]... digests) {
    byte[] hash = CommitDigest.beforeFirst();
    for (byte[] digest : digests) {
      hash = CommitDigest.chain(hash, digest);
    }
    return hash;
  }

  private static byte[] digest(String... fields) {
    return new CommitDigest().add(fields).finish();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
