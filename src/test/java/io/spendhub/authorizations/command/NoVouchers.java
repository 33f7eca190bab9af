package io.spendhub.authorizations.command;

import io.spendhub.vouchers.CardOffer;
import io.spendhub.vouchers.CardVouchers.Book;
import io.spendhub.vouchers.CardVouchers.CardUse;
import java.util.UUID;

/** For purchases that name no voucher. */
final class NoVouchers implements Book {
  @Override
  public CardOffer offer(CardUse use) {
    throw new UnsupportedOperationException("no purchase names a voucher");
  }

  @Override
  public void redeem(
      UUID redemptionId, CardUse use, long amount, UUID authorizationId, String requestId) {
    throw new UnsupportedOperationException("no purchase names a voucher");
  }

  @Override
  public void settle(UUID redemptionId, long needed, boolean returned, String requestId) {
    throw new UnsupportedOperationException("no purchase names a voucher");
  }
}
