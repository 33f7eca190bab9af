package io.spendhub.vouchers.bulk;

import java.util.List;

/**
 * What became of a file of vouchers.
 *
 * @param skipped rows of which the campaign has the voucher already, just as they tell it
 * @param skippedFirst the first 100 of them, in the order of their lines
 * @param rejectedRows how many rows were not imported for another reason
 * @param rejected the first 100 of them, in the order of their lines
 */
public record ImportView(
    long imported,
    long skipped,
    List<RejectedRow> skippedFirst,
    long rejectedRows,
    List<RejectedRow> rejected) {}
