package io.spendhub.vouchers.bulk;

/** A line of a file of vouchers: one to import, or one that says nothing that could be. */
public sealed interface ImportLine permits ImportRow, RejectedRow {
  /** Where it begins in the file, the header being in line 1. */
  int line();
}
