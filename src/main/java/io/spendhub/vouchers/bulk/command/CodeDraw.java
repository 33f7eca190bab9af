package io.spendhub.vouchers.bulk.command;

import io.spendhub.shared.Ids;
import io.spendhub.vouchers.bulk.domain.GenerationJob;
import io.spendhub.vouchers.bulk.domain.GenerationJobs;
import io.spendhub.vouchers.bulk.domain.NewVouchers.Coded;
import io.spendhub.vouchers.codes.command.CodeKeys;
import io.spendhub.vouchers.codes.domain.DrawnCodes;
import io.spendhub.vouchers.redemptions.domain.VoucherLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Codes for many vouchers: drawn from a secure source or, where they are shown only once, derived
 * from the key of the service, so that they can be made again.
 */
@ApplicationScoped
class CodeDraw {
  private final CodeKeys codes;
  private final GenerationJobs jobs;
  private final VoucherLog log;
  private final SecureRandom random = new SecureRandom();

  CodeDraw(CodeKeys codes, GenerationJobs jobs, VoucherLog log) {
    this.codes = codes;
    this.jobs = jobs;
    this.log = log;
  }

  /**
   * Codes that were drawn.
   *
   * @param free vouchers with those that no voucher has whose code is kept in the other way, which
   *     the database could not tell apart from them
   * @param taken numbers of the others
   */
  record Drawn(List<Coded> free, List<Long> taken) {}

  /** The next codes of a job, from a number on. */
  Drawn draw(GenerationJob job, long from, long count) {
    boolean mixed = job.format().showOnce() || jobs.anyShowsOnce(job.organizationId());
    Map<String, Coded> byKey = LinkedHashMap.newLinkedHashMap(Math.toIntExact(count));
    Map<String, String> otherKeys = new HashMap<>();
    List<Long> taken = new ArrayList<>();
    for (long index = from; index < from + count; index++) {
      String code = code(job, index);
      String key = codes.of(job.format(), code);
      Optional<String> kept = job.format().showOnce() ? Optional.empty() : Optional.of(code);
      if (byKey.putIfAbsent(key, new Coded(Ids.next(), index, kept, key)) != null) {
        taken.add(index);
      } else if (mixed) {
        codes.otherKey(job.format(), code).ifPresent(other -> otherKeys.put(other, key));
      }
    }
    for (String other : log.takenKeys(job.organizationId(), otherKeys.keySet())) {
      Optional.ofNullable(byKey.remove(otherKeys.get(other)))
          .ifPresent(found -> taken.add(found.index()));
    }
    return new Drawn(List.copyOf(byKey.values()), taken);
  }

  private String code(GenerationJob job, long index) {
    return job.format().showOnce()
        ? codes.derived(job.format(), job.id(), index)
        : DrawnCodes.draw(job.format(), random);
  }
}
