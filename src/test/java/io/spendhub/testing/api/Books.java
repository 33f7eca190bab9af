package io.spendhub.testing.api;

/** What the ledger's accounts of vouchers stand at, past the service; in minor units. */
public record Books(Spending spending, String currency) {
  private static final String SYSTEM_ACCOUNT =
      """
      select coalesce(sum(case when t.credit_account_id = a.id then t.amount else -t.amount end), 0)
      from ledger.accounts a
      join ledger.transfers t on t.organization_id = a.organization_id
        and a.id in (t.debit_account_id, t.credit_account_id)
      where a.organization_id = ? and a.kind = ? and a.currency = ?
      """;

  public static Books of(Spending spending) {
    return new Books(spending, "GBP");
  }

  /** What vouchers still owe their holders. */
  public long liability() {
    return systemAccount("VOUCHER_LIABILITY");
  }

  /** What shops are owed for the vouchers that they took. */
  public long shops() {
    return systemAccount("VOUCHER_SETTLEMENT");
  }

  private long systemAccount(String kind) {
    return Stored.number(SYSTEM_ACCOUNT, spending.organizationId(), kind, currency);
  }

  /** What a campaign stands at: below zero by what it gave and still promises. */
  public static long balance(Campaign campaign) {
    return Stored.number(
        "select credits_posted - debits_posted from ledger.accounts where id = ?", campaign.uuid());
  }

  /** What purchases by card hold of a campaign. */
  public static long held(Campaign campaign) {
    return Stored.number(
        "select holds_opened - holds_resolved from ledger.accounts where id = ?", campaign.uuid());
  }
}
