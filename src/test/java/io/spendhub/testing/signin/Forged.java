package io.spendhub.testing.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What somebody makes of a token who has one and wants another. */
public final class Forged {
  private Forged() {}

  /** The same token, signed by a key that the header does not mean. */
  public static String signedByAnother(String token) {
    String content = token.substring(0, token.lastIndexOf('.'));
    byte[] signature = Signatures.sign("RS256", Signatures.rsa(), content);
    return content + "." + Signatures.base64(signature);
  }

  /** The same claims, signed by nobody. */
  public static String unsigned(String token) {
    String header = "{\"alg\":\"none\",\"typ\":\"JWT\"}";
    String claims = token.substring(token.indexOf('.'), token.lastIndexOf('.'));
    return Signatures.base64(header.getBytes(UTF_8)) + claims + ".";
  }
}
