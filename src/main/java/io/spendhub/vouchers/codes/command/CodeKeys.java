package io.spendhub.vouchers.codes.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.codes.CodeFormat;
import io.spendhub.vouchers.codes.Codes;
import io.spendhub.vouchers.codes.KeyedHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What codes are told apart by: themselves or, where they are shown only once, a hash under the key
 * that {@code SPENDHUB_VOUCHER_KEY} gives.
 */
@ApplicationScoped
public class CodeKeys {
  private final Optional<byte[]> key;

  CodeKeys(@ConfigProperty(name = "SPENDHUB_VOUCHER_KEY") Optional<String> key) {
    this.key = key.map(secret -> secret.getBytes(UTF_8));
  }

  /** What a voucher with this code may be known by, whichever campaign it belongs to. */
  public List<String> of(String code) {
    String normalized = Codes.normalized(code);
    return key.map(secret -> List.of(normalized, KeyedHash.of(secret, normalized)))
        .orElseGet(() -> List.of(normalized));
  }

  /** What a new voucher of a campaign is known by. */
  public String of(CodeFormat format, String code) {
    String normalized = Codes.normalized(code);
    return format.showOnce() ? KeyedHash.of(required(), normalized) : normalized;
  }

  /**
   * What a voucher with the same code would be known by in a campaign that keeps codes otherwise.
   */
  public Optional<String> otherKey(CodeFormat format, String code) {
    String normalized = Codes.normalized(code);
    return format.showOnce()
        ? Optional.of(normalized)
        : key.map(secret -> KeyedHash.of(secret, normalized));
  }

  /** 422 {@code voucher_key_missing} if codes shall be shown once and there is no key. */
  public void requireKeyFor(CodeFormat format) {
    if (format.showOnce()) {
      required();
    }
  }

  /**
   * A code that can be made again, always the same; 422 {@code voucher_key_missing}.
   *
   * @param format one that is accepted
   * @param index which of the job's codes, from 0
   */
  public String derived(CodeFormat format, UUID jobId, long index) {
    return DerivedCodes.derive(format, required(), jobId, index);
  }

  private byte[] required() {
    return key.orElseThrow(
            () ->
                Refusal.unprocessable(
                    "voucher_key_missing",
                    "Codes can be shown once where SPENDHUB_VOUCHER_KEY is set."))
        .clone();
  }
}
