package io.spendhub.platform.http.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.spendhub.platform.http.validation.JsonPointers;
import io.spendhub.platform.http.validation.Printable;
import io.spendhub.shared.Refusal;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Says in the words of the contract what Jackson could not read. */
public final class JsonRefusals {
  private JsonRefusals() {}

  /** 400 {@code malformed_json} for what is no JSON, else {@code validation_failed}. */
  public static Refusal of(JsonProcessingException failure) {
    Throwable cause = failure;
    while (cause instanceof JsonMappingException
        && cause.getCause() instanceof JsonProcessingException) {
      cause = cause.getCause();
    }
    String pointer = failure instanceof JsonMappingException at ? pointer(at) : "";
    return of((JsonProcessingException) cause, pointer);
  }

  private static Refusal of(JsonProcessingException cause, String pointer) {
    return switch (cause) {
      case RefusedValue refused ->
          Refusal.invalidField(pointer, refused.code(), refused.getOriginalMessage());
      case UnrecognizedPropertyException unknown ->
          Refusal.invalidField(pointer, "unknown_field", "There is no such field here.");
      case InvalidFormatException format -> ofFormat(format, pointer);
      case InputCoercionException number ->
          Refusal.invalidField(pointer, "out_of_range", "The number does not fit its type.");
      case MismatchedInputException type -> ofType(type, pointer);
      case StreamConstraintsException limit ->
          malformed("The JSON has too much in it, or is too deep, or a number or name too long.");
      case JsonParseException syntax -> ofSyntax(syntax);
      default -> Refusal.invalidField(pointer, "wrong_value", "The value is not allowed here.");
    };
  }

  private static Refusal ofFormat(InvalidFormatException format, String pointer) {
    Class<?> target = format.getTargetType();
    if (target != null && target.isEnum()) {
      String known =
          Arrays.stream(target.getEnumConstants())
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
      return Refusal.invalidField(pointer, "unknown_value", "One of " + known + " is required.");
    }
    return format.getValue() instanceof String && target != null && isWrittenAsString(target)
        ? Refusal.invalidField(pointer, "wrong_format", "The value has the wrong format.")
        : Refusal.invalidField(pointer, "wrong_type", "The value has the wrong type.");
  }

  private static boolean isWrittenAsString(Class<?> type) {
    return !type.isPrimitive()
        && !Number.class.isAssignableFrom(type)
        && type != Boolean.class
        && !type.isRecord();
  }

  private static Refusal ofType(MismatchedInputException type, String pointer) {
    String message = type.getOriginalMessage();
    if (message.startsWith("Cannot map `null`")) {
      return Refusal.invalidField(pointer, "required", "The field is required.");
    }
    if (message.startsWith("Trailing token")) {
      return malformed("Something follows the JSON object.");
    }
    return Refusal.invalidField(pointer, "wrong_type", "The value has the wrong type.");
  }

  private static Refusal ofSyntax(JsonParseException syntax) {
    if (syntax.getOriginalMessage().startsWith("Duplicate field")) {
      return malformed("A field occurs twice" + at(syntax.getLocation()) + ".");
    }
    return malformed("The body is not valid JSON" + at(syntax.getLocation()) + ".");
  }

  private static String at(JsonLocation location) {
    return location == null
        ? ""
        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private static Refusal malformed(String detail) {
    return Refusal.of(Refusal.Kind.INVALID, "malformed_json", detail);
  }

  private static String pointer(JsonMappingException failure) {
    return failure.getPath().stream()
        .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
        .map(step -> "/" + JsonPointers.escape(Printable.of(step)))
        .collect(Collectors.joining());
  }

  /** A value that is JSON but not what the contract allows; Jackson adds the path to it. */
  static final class RefusedValue extends MismatchedInputException {
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
}
