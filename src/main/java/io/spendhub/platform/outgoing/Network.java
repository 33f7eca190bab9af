package io.spendhub.platform.outgoing;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A block of addresses in the notation of CIDR, such as {@code 10.1.0.0/16} or {@code fd00::/8}.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Network(byte[] address, int prefix) {

  /**
   * The blocks that a list names, by comma; empty where one of them is none.
   *
   * @param list {@code 10.1.0.0/16, fd00::/8}; blank for no block
   */
  public static Optional<List<Network>> list(String list) {
    List<Optional<Network>> blocks =
        Stream.of(list.split(",", -1))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .map(Network::parse)
            .toList();
    return blocks.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : Optional.of(blocks.stream().flatMap(Optional::stream).toList());
  }

  /** One block; empty where the text is none. Names of hosts are none, and are never looked up. */
  static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    byte @Nullable [] address =
        NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
    if (address == null || text.contains("%")) {
      return Optional.empty();
    }
    String length = slash < 0 ? String.valueOf(address.length * 8) : text.substring(slash + 1);
    return length.matches("[0-9]{1,3}") && Integer.parseInt(length) <= address.length * 8
        ? Optional.of(new Network(address, Integer.parseInt(length)))
        : Optional.empty();
  }

  /** Whether an address lies in the block; one of the other family never does. */
  public boolean contains(InetAddress other) {
    byte[] bytes = other.getAddress();
    if (bytes.length != address.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((bytes[bit / 8] & mask) != (address[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
