package io.spendhub.ledger.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over the rows of one commit: transfers in the order of their ids, then events in their
 * order, then the digest of the answers that were kept with it and that of its lines in the audit
 * trail. Each field is preceded by its length in bytes, so that no two different sequences of
 * fields look alike.
 */
public final class CommitDigest {
  private static final int HASH_BYTES = 32;

  private final MessageDigest sha256 = newSha256();

  public CommitDigest add(String... fields) {
    for (String field : fields) {
      byte[] bytes = field.getBytes(UTF_8);
      sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      sha256.update(bytes);
    }
    return this;
  }

  /**
   * Adds the digest of the answers that were kept with the commit, if there were any. They leave
   * after a while, and their digest stays.
   */
  public CommitDigest coverAnswers(byte @Nullable [] answersDigest) {
    return answersDigest == null ? this : add("answers", HexFormat.of().formatHex(answersDigest));
  }

  /** Adds the digest of the commit's lines in the audit trail, if there were any. */
  public CommitDigest coverAudit(byte @Nullable [] auditDigest) {
    return auditDigest == null ? this : add("audit", HexFormat.of().formatHex(auditDigest));
  }

  /**
   * SHA-256 over what is kept beside transfers and events: answers in the order of their keys, or
   * lines of the audit trail in that of their ids.
   */
  public static byte[] ofFields(List<String> fields) {
    return new CommitDigest().add(fields.toArray(String[]::new)).finish();
  }

  public byte[] finish() {
    return sha256.digest();
  }

  /** The chain's hash at a commit; the first one follows a hash of 32 zero bytes. */
  public static byte[] chain(byte[] previousHash, byte[] digest) {
    MessageDigest sha256 = newSha256();
    sha256.update(previousHash);
    return sha256.digest(digest);
  }

  public static byte[] beforeFirst() {
    return new byte[HASH_BYTES];
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
