package io.spendhub.platform.rpc;

import com.google.rpc.Code;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Objects;

/**
 * The HTTP request that a call came as. Quarkus tells of it only until the first message is there,
 * so it is kept here for as long as the call lasts.
 *
 * <p>Calls with compressed messages are refused: the size of a message is limited as it came, and
 * nothing limits what it would become.
 */
@Singleton
class RpcCall {
  /** After the gate, which names the request, and before everything that may answer. */
  private static final int PRIORITY = 800;

  private static final String KEY = RpcCall.class.getName();

  /** The only encoding that is taken: none. */
  private static final String IDENTITY = "identity";

  void register(@Observes Filters filters) {
    filters.register(RpcCall::keep, PRIORITY);
  }

  private static void keep(RoutingContext request) {
    if (isCompressed(request.request())) {
      refuseCompressed(request.request());
      return;
    }
    Vertx.currentContext().putLocal(KEY, request);
    request.next();
  }

  /** Of whatever Quarkus takes for a call. */
  private static boolean isCompressed(HttpServerRequest request) {
    String type = request.getHeader("content-type");
    return type != null
        && type.toLowerCase(Locale.ROOT).startsWith("application/grpc")
        && request.headers().getAll("grpc-encoding").stream()
            .anyMatch(encoding -> !encoding.equals(IDENTITY));
  }

  /** Answers with trailers only, as gRPC has it; what is still to come of the call is not read. */
  private static void refuseCompressed(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    response
        .putHeader("content-type", "application/grpc")
        .putHeader("grpc-status", String.valueOf(Code.UNIMPLEMENTED_VALUE))
        .putHeader("grpc-message", "Messages are taken as they are: grpc-encoding is identity.")
        .putHeader("grpc-accept-encoding", IDENTITY)
        .end();
  }

  /** To be asked where the call is answered: on its event loop. */
  static RoutingContext request() {
    return Objects.requireNonNull(Vertx.currentContext().<RoutingContext>getLocal(KEY));
  }
}
