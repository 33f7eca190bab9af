package io.spendhub.vouchers;

/**
 * A line of a file that was not imported.
 *
 * @param code of the error, stable and snake_case
 * @param detail a sentence for people
 */
public record RejectedRow(int line, String code, String detail) implements ImportLine {}
