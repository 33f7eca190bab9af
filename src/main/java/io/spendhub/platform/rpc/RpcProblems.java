package io.spendhub.platform.rpc;

import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RequestInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.spendhub.platform.http.problems.Fault;
import io.spendhub.platform.http.problems.Problem;
import io.spendhub.shared.Refusal.FieldError;
import java.util.List;
import java.util.Optional;

/** Problems as gRPC tells them: {@code google.rpc.Status} with its details. */
public final class RpcProblems {
  private static final String DOMAIN = "spendhub";

  /** Details travel as one header line, of which callers take 8 KiB unless they ask for more. */
  private static final int MOST_BYTES_OF_VIOLATIONS = 3_000;

  private RpcProblems() {}

  /**
   * A fault of a call.
   *
   * @param request what was sent, for the names of its fields
   */
  public static Status of(Fault fault, Descriptor request, String requestId) {
    return of(
        Problem.of(fault, "", requestId),
        request,
        fault.status() == 429 || fault.status() == 503
            ? Optional.of(Math.max(1, fault.retryAfter().plusNanos(999_999_999).toSeconds()))
            : Optional.empty());
  }

  /**
   * A problem that an operation answered.
   *
   * @param retryAfter in how many seconds to try again
   */
  static Status of(Problem problem, Descriptor request, Optional<Long> retryAfter) {
    Status.Builder status =
        Status.newBuilder()
            .setCode(code(problem.status()).getNumber())
            .setMessage(problem.detail())
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder().setReason(problem.code()).setDomain(DOMAIN).build()))
            .addDetails(
                Any.pack(RequestInfo.newBuilder().setRequestId(problem.requestId()).build()));
    if (problem.status() == 400) {
      status.addDetails(
          Any.pack(violations(Optional.ofNullable(problem.errors()).orElse(List.of()), request)));
    }
    retryAfter.ifPresent(
        seconds ->
            status.addDetails(
                Any.pack(
                    RetryInfo.newBuilder()
                        .setRetryDelay(Duration.newBuilder().setSeconds(seconds))
                        .build())));
    return status.build();
  }

  private static BadRequest violations(List<FieldError> errors, Descriptor request) {
    BadRequest.Builder violations = BadRequest.newBuilder();
    int bytes = 0;
    for (FieldError error : errors) {
      FieldViolation violation =
          FieldViolation.newBuilder()
              .setField(JsonNames.path(request, error.pointer()))
              .setReason(error.code())
              .setDescription(error.detail())
              .build();
      bytes += violation.getSerializedSize();
      if (bytes > MOST_BYTES_OF_VIOLATIONS) {
        break;
      }
      violations.addFieldViolations(violation);
    }
    return violations.build();
  }

  /** The one place that gives each HTTP status its code of gRPC. */
  static Code code(int status) {
    return switch (status) {
      case 401 -> Code.UNAUTHENTICATED;
      case 403 -> Code.PERMISSION_DENIED;
      case 404 -> Code.NOT_FOUND;
      case 409, 422, 428 -> Code.FAILED_PRECONDITION;
      case 412 -> Code.ABORTED;
      case 429 -> Code.RESOURCE_EXHAUSTED;
      case 503 -> Code.UNAVAILABLE;
      default -> status < 500 ? Code.INVALID_ARGUMENT : Code.INTERNAL;
    };
  }
}
