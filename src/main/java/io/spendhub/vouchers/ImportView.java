package io.spendhub.vouchers;

import java.util.List;

/**
 * What became of a file of vouchers.
 *
 * @param skipped rows whose code is one of the campaign's already
 * @param rejectedRows how many rows were not imported for another reason
 * @param rejected the first 100 of them
 */
public record ImportView(
    long imported, long skipped, long rejectedRows, List<RejectedRow> rejected) {}
