package io.spendhub.replay;

import java.util.List;

/**
 * A purchase file that was read and checked whole.
 *
 * @param name without its folder
 * @param hash SHA-256 of the file's bytes as they lie on the disk, 64 hex digits
 * @param rows in file order, at least one
 */
record PurchaseFile(String name, String hash, List<Row> rows) {}
