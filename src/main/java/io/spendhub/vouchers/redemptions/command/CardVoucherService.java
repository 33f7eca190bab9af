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
  private final VoucherBooks books;
  private final CodeKeys codes;

  CardVoucherService(VoucherService vouchers, VoucherBooks books, CodeKeys codes) {
    this.vouchers = vouchers;
    this.books = books;
    this.codes = codes;
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
  public Opened open(Journal journal, Collection<CardUse> uses, Collection<UUID> redemptionIds) {
    Wanted wanted = wanted(uses);
    wanted.redemptions().addAll(redemptionIds);
    VoucherBook book = books.open(journal, wanted, VoucherBooks.ALL);
    return new Opened(
        new CardVoucherBook(journal, book),
        () -> books.save(journal, book),
        () -> books.committed(book));
  }

  @Override
  public Opened peek(Journal journal, Collection<CardUse> uses) {
    VoucherBook book = books.peek(journal, wanted(uses));
    return new Opened(new CardVoucherBook(journal, book), () -> {}, () -> {});
  }

  private static Wanted wanted(Collection<CardUse> uses) {
    Wanted wanted = Wanted.nothing();
    for (CardUse use : uses) {
      wanted.use(use.place().campaignId(), use.place().voucherId(), use.use());
    }
    return wanted;
  }
}
