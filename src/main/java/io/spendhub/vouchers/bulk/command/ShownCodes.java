package io.spendhub.vouchers.bulk.command;

import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.bulk.domain.GenerationJob;
import io.spendhub.vouchers.codes.command.CodeKeys;
import io.spendhub.vouchers.redemptions.domain.VoucherLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/** The codes of jobs whose campaigns show them once, made again from the key of the service. */
@ApplicationScoped
class ShownCodes {
  private final CodeKeys codes;
  private final VoucherLog log;

  ShownCodes(CodeKeys codes, VoucherLog log) {
    this.codes = codes;
    this.log = log;
  }

  /**
   * The codes of the job's vouchers, one after another as they are asked for.
   *
   * @throws Refusal 422 {@code voucher_key_missing}, {@code voucher_key_changed} if they were made
   *     under another key
   */
  Iterable<String> of(GenerationJob job) {
    codes.requireKeyFor(job.format());
    Set<Long> taken = new HashSet<>(job.taken());
    Iterable<String> all =
        () ->
            LongStream.range(0, job.nextIndex())
                .filter(index -> !taken.contains(index))
                .mapToObj(index -> codes.derived(job.format(), job.id(), index))
                .iterator();
    requireSameKey(job, all.iterator());
    return all;
  }

  private void requireSameKey(GenerationJob job, Iterator<String> made) {
    Optional<String> first = made.hasNext() ? Optional.of(made.next()) : Optional.empty();
    first
        .map(code -> Set.of(codes.of(job.format(), code)))
        .filter(keys -> log.takenKeys(job.organizationId(), keys).isEmpty())
        .ifPresent(
            unknown -> {
              throw Refusal.unprocessable(
                  "voucher_key_changed", "These codes were made under another key.");
            });
  }
}
