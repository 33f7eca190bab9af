package io.spendhub.vouchers.codes.domain;

import io.spendhub.vouchers.codes.CodeFormat;
import java.util.Optional;

/** Formats of codes as tests write them. */
record GivenFormat(CodeFormat format) {
  static GivenFormat aFormat(int length, String charset) {
    return new GivenFormat(
        new CodeFormat(
            length, charset, Optional.empty(), Optional.empty(), Optional.empty(), false, false));
  }

  static GivenFormat aFormat(int length) {
    return aFormat(length, CodeFormat.UNAMBIGUOUS);
  }

  GivenFormat withPrefix(String prefix) {
    return of(Optional.of(prefix), format.suffix(), format.pattern(), format.checkDigit());
  }

  GivenFormat withSuffix(String suffix) {
    return of(format.prefix(), Optional.of(suffix), format.pattern(), format.checkDigit());
  }

  GivenFormat withPattern(String pattern) {
    return of(format.prefix(), format.suffix(), Optional.of(pattern), format.checkDigit());
  }

  GivenFormat withCheckDigit() {
    return of(format.prefix(), format.suffix(), format.pattern(), true);
  }

  private GivenFormat of(
      Optional<String> prefix,
      Optional<String> suffix,
      Optional<String> pattern,
      boolean checkDigit) {
    return new GivenFormat(
        new CodeFormat(
            format.length(), format.charset(), prefix, suffix, pattern, checkDigit, false));
  }
}
