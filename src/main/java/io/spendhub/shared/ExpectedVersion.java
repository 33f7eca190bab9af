package io.spendhub.shared;

/** Which version of a resource a change is meant for, as far as its caller told. */
@FunctionalInterface
public interface ExpectedVersion {
  /**
   * Lets a change go on if it is meant for this version.
   *
   * @param version counts the changes to what PATCH can change, and to nothing else
   * @throws Refusal 412 {@code version_stale} if another one is meant, 428 {@code version_required}
   *     if none was told, 400 if what was told cannot be read
   */
  void require(long version);
}
