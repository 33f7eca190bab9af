package io.spendhub.vouchers.codes.persistence;

import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Row;
import io.spendhub.vouchers.codes.CodeFormat;
import io.spendhub.vouchers.codes.domain.CodeFormats;
import io.spendhub.vouchers.codes.domain.CodeRoom;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class JdbcCodeRoom implements CodeRoom {
  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtextextended('room for voucher codes of ' || ?, 0))";

  /** One statement, so that what a job makes meanwhile is seen as drawn or as to be drawn. */
  private static final String TAKEN =
      """
      select codes, characters, null as format from vouchers.drawn_codes
      where organization_id = ? and template = ?
      union all
      select total - done, null, code::text from vouchers.jobs
      where organization_id = ? and status in ('PENDING', 'RUNNING')
      """;

  private static final String DRAWN =
      """
      insert into vouchers.drawn_codes as d (organization_id, template, characters, codes)
      values (?, ?, ?, ?)
      on conflict (organization_id, template, characters)
      do update set codes = d.codes + excluded.codes
      """;

  private final Primary primary;

  JdbcCodeRoom(Primary primary) {
    this.primary = primary;
  }

  @Override
  public long taken(UUID organizationId, CodeFormat format) {
    if (!CodeFormats.canRunOut(format)) {
      return 0;
    }
    primary.list(LOCK, row -> row, organizationId.toString());
    String look = CodeFormats.look(format);
    return primary
        .list(TAKEN, row -> asManyOf(format, look, row), organizationId, look, organizationId)
        .stream()
        .reduce(BigInteger.ZERO, BigInteger::add)
        .min(BigInteger.valueOf(Long.MAX_VALUE))
        .longValue();
  }

  private static BigInteger asManyOf(CodeFormat format, String look, Row row) {
    long codes = row.number("codes");
    Optional<CodeFormat> wanted = row.jsonIfAny("format", CodeFormat.class);
    if (wanted.isEmpty()) {
      return CodeFormats.asManyOf(format, row.number("characters"), codes);
    }
    boolean alike = CodeFormats.look(wanted.get()).equals(look);
    return alike
        ? CodeFormats.asManyOf(format, wanted.get().charset().length(), codes)
        : BigInteger.ZERO;
  }

  @Override
  public void drawn(UUID organizationId, CodeFormat format, long codes) {
    if (CodeFormats.canRunOut(format)) {
      primary.change(
          DRAWN, organizationId, CodeFormats.look(format), format.charset().length(), codes);
    }
  }
}
