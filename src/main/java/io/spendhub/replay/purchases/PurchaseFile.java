package io.spendhub.replay.purchases;

import java.util.List;

/**
 * A purchase file that was read and checked whole.
 *
 * @param name without its folder
 * @param hash SHA-256 of the file's bytes as they lie on the disk, 64 hex digits
 * @param rows in file order, at least one
 */
public record PurchaseFile(String name, String hash, List<Purchase> rows) {}
