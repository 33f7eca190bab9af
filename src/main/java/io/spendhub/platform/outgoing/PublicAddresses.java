package io.spendhub.platform.outgoing;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are those of servers on the internet, by the registries of special-purpose
 * addresses that IANA keeps (RFC 6890). What is not surely public counts as not public.
 */
final class PublicAddresses {
  /** Of IPv4 all is public but these. */
  private static final List<Network> SPECIAL =
      networks(
          "0.0.0.0/8", // this host
          "10.0.0.0/8", // private
          "100.64.0.0/10", // shared by the customers of a carrier, and metadata of a cloud
          "127.0.0.0/8", // loopback
          "168.63.129.16/32", // a public address at which a cloud answers its own machines
          "169.254.0.0/16", // link-local, and metadata of clouds
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocols, and metadata of a cloud
          "192.0.2.0/24", // documents
          "192.88.99.0/24", // relays of 6to4
          "192.168.0.0/16", // private
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documents
          "203.0.113.0/24", // documents
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved, and broadcast

  /**
   * Of IPv6 only this is public: loopback, private, link-local and multicast lie outside of it, and
   * so do IPv4 addresses mapped or translated (::ffff:0:0/96, 64:ff9b::/96, 64:ff9b:1::/48).
   */
  private static final List<Network> GLOBAL = networks("2000::/3");

  private static final List<Network> SPECIAL_IN_GLOBAL =
      networks(
          "2001::/23", // protocols, Teredo among them, which carries any IPv4 address
          "2001:db8::/32", // documents
          "2002::/16", // 6to4, which carries any IPv4 address
          "3fff::/20"); // documents

  private PublicAddresses() {}

  private static List<Network> networks(String... blocks) {
    return Stream.of(blocks).map(block -> Network.parse(block).orElseThrow()).toList();
  }

  /** Whether a call to this address can only reach a server on the internet. */
  static boolean contain(InetAddress address) {
    return address instanceof Inet4Address
        ? !isIn(SPECIAL, address)
        : isIn(GLOBAL, address) && !isIn(SPECIAL_IN_GLOBAL, address);
  }

  private static boolean isIn(List<Network> blocks, InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }
}
