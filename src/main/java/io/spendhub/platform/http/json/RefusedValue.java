package io.spendhub.platform.http.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/** A value that is JSON but not what the contract allows; Jackson adds the path to it. */
final class RefusedValue extends MismatchedInputException {
  private static final long serialVersionUID = 1L;

  private final String code;

  RefusedValue(JsonParser parser, String code, String detail) {
    super(parser, detail);
    this.code = code;
  }

  String code() {
    return code;
  }
}
