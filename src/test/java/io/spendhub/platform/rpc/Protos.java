package io.spendhub.platform.rpc;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import spendhub.v1.AuthorizationsGrpc;
import spendhub.v1.CardsGrpc;
import spendhub.v1.CommonProto;
import spendhub.v1.EventsGrpc;
import spendhub.v1.LedgerGrpc;
import spendhub.v1.VouchersGrpc;
import spendhub.v1.WalletsGrpc;

/** What the proto files say. */
final class Protos {
  private static final List<ServiceDescriptor> SERVICES =
      List.of(
          WalletsGrpc.getServiceDescriptor(),
          CardsGrpc.getServiceDescriptor(),
          AuthorizationsGrpc.getServiceDescriptor(),
          VouchersGrpc.getServiceDescriptor(),
          LedgerGrpc.getServiceDescriptor(),
          EventsGrpc.getServiceDescriptor());

  private Protos() {}

  static List<MethodDescriptor> calls() {
    return files()
        .flatMap(file -> file.getServices().stream())
        .flatMap(service -> service.getMethods().stream())
        .toList();
  }

  /** All that a caller relies on: a line for each call and each field, with number and type. */
  static SortedSet<String> lines() {
    SortedSet<String> lines = new TreeSet<>();
    calls().forEach(call -> lines.add(line(call)));
    Stream.concat(files(), Stream.of(CommonProto.getDescriptor()))
        .flatMap(file -> file.getMessageTypes().stream())
        .forEach(message -> message.getFields().forEach(field -> lines.add(line(message, field))));
    return lines;
  }

  private static Stream<FileDescriptor> files() {
    return SERVICES.stream()
        .map(service -> (ProtoFileDescriptorSupplier) service.getSchemaDescriptor())
        .map(Objects::requireNonNull)
        .map(ProtoFileDescriptorSupplier::getFileDescriptor);
  }

  private static String line(MethodDescriptor call) {
    return "%s(%s%s) returns (%s%s)"
        .formatted(
            call.getFullName(),
            call.isClientStreaming() ? "stream " : "",
            call.getInputType().getName(),
            call.isServerStreaming() ? "stream " : "",
            call.getOutputType().getName());
  }

  private static String line(Descriptor message, FieldDescriptor field) {
    String type =
        field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
            ? field.getMessageType().getFullName()
            : field.getType().name();
    return "%s.%s = %d %s%s"
        .formatted(
            message.getFullName(),
            field.getName(),
            field.getNumber(),
            field.isRepeated() ? "repeated " : "",
            type);
  }
}
