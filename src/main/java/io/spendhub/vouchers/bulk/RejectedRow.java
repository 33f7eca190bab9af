package io.spendhub.vouchers.bulk;

import java.util.Optional;

/**
 * A line of a file that was not imported.
 *
 * @param line where it begins in the file, the header being in line 1
 * @param column whose cell is the reason; absent where it is the line as a whole
 * @param code of the error, stable and snake_case
 * @param detail a sentence for people
 */
public record RejectedRow(int line, Optional<String> column, String code, String detail)
    implements ImportLine {}
