package io.spendhub.platform.sql;

/**
 * Something that PATCH can change, with the version that its entity tag is made of.
 *
 * @param version grows with every change of what PATCH can change
 */
public record Versioned<T>(T value, long version) {}
