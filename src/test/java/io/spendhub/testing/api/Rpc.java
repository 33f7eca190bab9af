package io.spendhub.testing.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Calls of the gRPC API, with the key of an organization. */
public final class Rpc {
  private static final Map<Integer, ManagedChannel> CHANNELS = new ConcurrentHashMap<>();

  private Rpc() {}

  /** A channel to the service under test, for calls without a key. */
  public static Channel channel() {
    return CHANNELS.computeIfAbsent(
        RestAssured.port,
        port -> NettyChannelBuilder.forAddress("localhost", port).usePlaintext().build());
  }

  /** The same, for calls with a key and with other metadata: names and values in turn. */
  public static Channel channel(Spending organization, String... namesAndValues) {
    return channelWith(organization.tenant().secret(), namesAndValues);
  }

  /** The same, with any secret. */
  public static Channel channelWith(String secret, String... namesAndValues) {
    Metadata metadata = new Metadata();
    metadata.put(key("authorization"), "Bearer " + secret);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      metadata.put(key(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return ClientInterceptors.intercept(
        channel(), MetadataUtils.newAttachHeadersInterceptor(metadata));
  }

  /** The same, which also keeps the metadata of the answers. */
  public static Channel heard(Channel channel, AtomicReference<Metadata> headers) {
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newCaptureMetadataInterceptor(headers, new AtomicReference<>()));
  }

  /** What the metadata of an answer says. */
  public static String told(AtomicReference<Metadata> headers, String name) {
    return Objects.requireNonNull(Objects.requireNonNull(headers.get()).get(key(name)));
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  /** Asserts that a call is refused, and with which code of gRPC and of ours. */
  public static Status refused(Code code, String reason, Runnable call) {
    StatusRuntimeException refusal =
        Objects.requireNonNull(
            catchThrowableOfType(StatusRuntimeException.class, call::run), "it was not refused");
    Status status = Objects.requireNonNull(StatusProto.fromThrowable(refusal));
    assertThat(Code.forNumber(status.getCode())).as(status.toString()).isEqualTo(code);
    ErrorInfo info = detail(status, ErrorInfo.class);
    assertThat(info.getReason()).isEqualTo(reason);
    assertThat(info.getDomain()).isEqualTo("spendhub");
    return status;
  }

  /** The fields that a refusal objects to. */
  public static List<String> fields(Status status) {
    return detail(status, BadRequest.class).getFieldViolationsList().stream()
        .map(BadRequest.FieldViolation::getField)
        .toList();
  }

  public static <T extends Message> T detail(Status status, Class<T> type) {
    return status.getDetailsList().stream()
        .filter(detail -> detail.is(type))
        .map(detail -> unpacked(detail, type))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + type + " in " + status));
  }

  private static <T extends Message> T unpacked(Any detail, Class<T> type) {
    try {
      return detail.unpack(type);
    } catch (InvalidProtocolBufferException broken) {
      throw new AssertionError(broken);
    }
  }
}
