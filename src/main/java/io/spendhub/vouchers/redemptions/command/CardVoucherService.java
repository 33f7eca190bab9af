package io.spendhub.vouchers.redemptions.command;

import io.spendhub.ledger.Journal;
import io.spendhub.vouchers.CardVouchers;
import io.spendhub.vouchers.VoucherPlace;
import io.spendhub.vouchers.codes.command.CodeKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class CardVoucherService implements CardVouchers {
  private final VoucherService vouchers;
  private final VoucherHandler handler;
  private final CodeKeys codes;
  private final VoucherMetrics metrics;

  CardVoucherService(
      VoucherService vouchers, VoucherHandler handler, CodeKeys codes, VoucherMetrics metrics) {
    this.vouchers = vouchers;
    this.handler = handler;
    this.codes = codes;
    this.metrics = metrics;
  }

  @Override
  public Optional<VoucherPlace> find(UUID organizationId, String code) {
    return vouchers.find(organizationId, code);
  }

  @Override
  public String concealed(String code) {
    return codes.of(code).getLast();
  }

  @Override
  public Book open(Journal journal, Collection<CardUse> uses, Collection<UUID> redemptionIds) {
    VoucherBook book = handler.book(journal);
    Wanted wanted = Wanted.nothing();
    for (CardUse use : uses) {
      wanted.use(use.place().campaignId(), use.place().voucherId(), use.use());
    }
    wanted.redemptions().addAll(redemptionIds);
    book.expire(book.read(wanted, VoucherBook.ALL));
    return new CardVoucherBook(journal, book, metrics);
  }
}
