package io.spendhub.platform.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.NetUtil;
import io.spendhub.platform.outgoing.Lookups.NoRoom;
import io.spendhub.platform.outgoing.Targets.NotAllowed;
import io.spendhub.shared.Refusal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where calls of the service may go. */
class TargetsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final UUID ACME = new UUID(1, 1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "3fff::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void an_address_that_is_not_public_is_out_of_reach(String address) {
    assertThat(PublicAddresses.contain(literal(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "192.0.1.1",
        "198.20.0.1",
        "223.255.255.255",
        "2001:4860:4860::8888",
        "2003::1",
        "2606:4700::1111"
      })
  void a_public_address_is_within_reach(String address) {
    assertThat(PublicAddresses.contain(literal(address))).isTrue();
  }

  private static InetAddress literal(String address) {
    try {
      byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
      assertThat(bytes).isNotNull();
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** However they are written: these are 127.0.0.1, all of them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:7f00:1]/",
        "https://localhost/",
        "https://[::1]:8443/hook",
        "http://1.1.1.1/"
      })
  void what_no_call_may_reach_is_refused(String url) {
    assertThatThrownBy(() -> anywherePublic().require(ACME, "/url", url))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("url_not_allowed"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hooks.example.com",
        "ftp://hooks.example.com/",
        "https:///path",
        "https://127.1/",
        "https://user:secret@hooks.example.com/",
        "https://hooks.example.com/#part",
        "https://hooks.example.com:0/",
        "https://hooks.example.com:65536/",
        "https://hooks.example.com/\r\nX: y",
        "https://hooks example.com/",
        "file:///etc/passwd"
      })
  void what_is_no_url_of_http_is_malformed(String url) {
    assertThatThrownBy(() -> anywherePublic().require(ACME, "/url", url))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID));
  }

  @Test
  void a_name_of_which_one_address_is_not_public_is_refused() {
    Targets targets = named("", "1.1.1.1", "10.0.0.1");

    assertThatThrownBy(() -> targets.addressOf(ACME, target("https://hooks.example.com"), PATIENCE))
        .isInstanceOf(NotAllowed.class);
  }

  @Test
  void a_network_that_the_operator_names_is_within_reach_and_without_tls()
      throws NotAllowed, UnknownHostException, TimeoutException, NoRoom {
    Targets targets = named("10.1.0.0/16, fd00::/8", "10.1.2.3");

    assertThat(targets.addressOf(ACME, target("http://hooks.internal:8080/x"), PATIENCE))
        .isEqualTo(literal("10.1.2.3"));
    assertThatThrownBy(
            () ->
                named("10.1.0.0/16", "10.2.2.3")
                    .addressOf(ACME, target("https://hooks.internal"), PATIENCE))
        .isInstanceOf(NotAllowed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "host/8", "10.0.0.0/x", "fe80::1%eth0/64", "1.1/8/8"})
  void what_is_no_network_is_not_taken(String text) {
    assertThat(Network.list("10.0.0.0/8," + text)).isEmpty();
  }

  @Test
  void a_url_is_taken_apart_once() {
    assertThat(Target.of("HTTPS://Hooks.Example.com/a?b=c"))
        .contains(new Target(true, "Hooks.Example.com", 443, "/a?b=c"));
    assertThat(Target.of("http://[fd00::1]:81")).contains(new Target(false, "fd00::1", 81, "/"));
  }

  private static Target target(String url) {
    return Target.of(url).orElseThrow();
  }

  private static Targets anywherePublic() {
    return new Targets(List.of(), InetAddress::getAllByName);
  }

  private static Targets named(String allowed, String... addresses) {
    InetAddress[] all =
        List.of(addresses).stream().map(TargetsTest::literal).toArray(InetAddress[]::new);
    return new Targets(Network.list(allowed).orElseThrow(), host -> all);
  }
}
