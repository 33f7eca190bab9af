package io.spendhub.testing.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs with the means of Java alone, so that nothing that checks a token has made it. */
final class Signatures {
  private static final int RSA_BITS = 2048;
  private static final int P256_BYTES = 32;

  private Signatures() {}

  static KeyPair rsa() {
    return pair("RSA", RSA_BITS);
  }

  static KeyPair p256() {
    return pair("EC", 8 * P256_BYTES);
  }

  private static KeyPair pair(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** Of a token, by the name of an algorithm (RFC 7518); nonsense where the key does not fit. */
  static byte[] sign(String algorithm, KeyPair key, String content) {
    try {
      return switch (algorithm) {
        case "RS256" -> signature("SHA256withRSA", key, content);
        case "ES256" -> signature("SHA256withECDSAinP1363Format", key, content);
        // Who takes a public key for a shared secret is tricked so.
        case "HS256" -> {
          Mac mac = Mac.getInstance("HmacSHA256");
          mac.init(new SecretKeySpec(key.getPublic().getEncoded(), "HmacSHA256"));
          yield mac.doFinal(content.getBytes(UTF_8));
        }
        default -> new byte[0];
      };
    } catch (GeneralSecurityException keyOfAnotherKind) {
      return new byte[2 * P256_BYTES];
    }
  }

  private static byte[] signature(String algorithm, KeyPair key, String content)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key.getPrivate());
    signature.update(content.getBytes(UTF_8));
    return signature.sign();
  }

  /** What the provider shows of a key. */
  static Map<String, Object> shown(String id, KeyPair key) {
    return switch (key.getPublic()) {
      case RSAPublicKey rsa ->
          Map.of(
              "kty",
              "RSA",
              "use",
              "sig",
              "kid",
              id,
              "n",
              base64(rsa.getModulus()),
              "e",
              base64(rsa.getPublicExponent()));
      case ECPublicKey ec ->
          Map.of(
              "kty",
              "EC",
              "use",
              "sig",
              "kid",
              id,
              "crv",
              "P-256",
              "x",
              base64(ec.getW().getAffineX(), P256_BYTES),
              "y",
              base64(ec.getW().getAffineY(), P256_BYTES));
      default -> throw new IllegalStateException();
    };
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String base64(BigInteger number) {
    return base64(number, (number.bitLength() + 7) / 8);
  }

  private static String base64(BigInteger number, int length) {
    byte[] signed = number.toByteArray();
    byte[] padded = new byte[length];
    int taken = Math.min(signed.length, length);
    System.arraycopy(
        Arrays.copyOfRange(signed, signed.length - taken, signed.length),
        0,
        padded,
        length - taken,
        taken);
    return base64(padded);
  }
}
