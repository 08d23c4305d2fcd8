package org.yett.ike.auth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yett.ike.crypto.SignatureScheme;
import org.yett.spec.iana.AuthMethod;

class SignatureDataTest {

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  /** RFC 7427 A.1 and A.3, RFC 8420 A, appendix B of the draft on post-quantum signatures. */
  @ParameterizedTest
  @Tag("rfc7427:3/1")
  @CsvSource({
    "RSA_PKCS1_SHA1, 300d 0609 2a86 4886 f70d 0101 0505 00",
    "RSA_PKCS1_SHA256, 300d 0609 2a86 4886 f70d 0101 0b05 00",
    "RSA_PKCS1_SHA384, 300d 0609 2a86 4886 f70d 0101 0c05 00",
    "RSA_PKCS1_SHA512, 300d 0609 2a86 4886 f70d 0101 0d05 00",
    "ECDSA_SHA256, 300a 0608 2a86 48ce 3d04 0302",
    "ECDSA_SHA384, 300a 0608 2a86 48ce 3d04 0303",
    "ECDSA_SHA512, 300a 0608 2a86 48ce 3d04 0304",
    "ED25519, 3005 0603 2b65 70",
    "ED448, 3005 0603 2b65 71",
    "ML_DSA_44, 300b 0609 6086 4801 6503 0403 11",
    "ML_DSA_65, 300b 0609 6086 4801 6503 0403 12",
    "ML_DSA_87, 300b 0609 6086 4801 6503 0403 13",
    "SLH_DSA_SHA2_128S, 300b 0609 6086 4801 6503 0403 14",
    "SLH_DSA_SHAKE_256F, 300b 0609 6086 4801 6503 0403 1f"
  })
  void algorithmIdentifiersAreThoseOfTheAppendices(SignatureScheme scheme, String der) {
    assertArrayEquals(hex(der), scheme.algorithmIdentifier());
    assertEquals(Optional.of(scheme), SignatureData.scheme(hex(der)));
  }

  /** RFC 7427 A.4.3 has the trailer field, which DER leaves out since it has its default. */
  @Test
  @Tag("rfc7427:3/1")
  void pssWithAndWithoutTheDefaultTrailerFieldIsTheSame() {
    byte[] appendix =
        hex(
            """
            3046 0609 2a86 4886 f70d 0101 0a30 39a0 0f30 0d06 0960 8648 0165 0304 0201 0500
            a11c 301a 0609 2a86 4886 f70d 0101 0830 0d06 0960 8648 0165 0304 0201 0500 a203
            0201 20a3 0302 0101\
            """
                .replace("\n", ""));
    assertEquals(Optional.of(SignatureScheme.RSA_PSS_SHA256), SignatureData.scheme(appendix));
    byte[] withoutTrailer = Arrays.copyOf(appendix, appendix.length - 5);
    withoutTrailer[1] -= 5;
    withoutTrailer[14] -= 5;
    assertArrayEquals(withoutTrailer, SignatureScheme.RSA_PSS_SHA256.algorithmIdentifier());
  }

  @Test
  void pssWithSha1OrAnotherSaltIsNoneOfOurs() {
    assertEquals(
        Optional.empty(), SignatureData.scheme(hex("300d 0609 2a86 4886 f70d 0101 0a30 00")));
    byte[] shortSalt = SignatureScheme.RSA_PSS_SHA256.algorithmIdentifier();
    shortSalt[shortSalt.length - 1] = 20;
    assertEquals(Optional.empty(), SignatureData.scheme(shortSalt));
  }

  @Test
  @Tag("rfc7427:3/1")
  void parametersThatAreNullOrAbsentMeanTheSame() {
    assertEquals(
        Optional.of(SignatureScheme.ECDSA_SHA256),
        SignatureData.scheme(hex("300c 0608 2a86 48ce 3d04 0302 0500")));
    assertEquals(
        Optional.of(SignatureScheme.RSA_PKCS1_SHA256),
        SignatureData.scheme(hex("300b 0609 2a86 4886 f70d 0101 0b")));
    assertEquals(
        Optional.empty(), SignatureData.scheme(hex("300d 0608 2a86 48ce 3d04 0302 0201 07")));
  }

  @Test
  void theDataIsLengthIdentifierSignature() {
    byte[] data = SignatureData.digitalSignature(SignatureScheme.ED25519, hex("aabbcc"));
    assertArrayEquals(hex("07 3005 0603 2b65 70 aabbcc"), data);
    SignatureData.Signed signed =
        assertInstanceOf(SignatureData.Signed.class, SignatureData.parse(data));
    assertEquals(SignatureScheme.ED25519, signed.scheme());
    assertArrayEquals(hex("aabbcc"), signed.signature());
  }

  @Test
  void unknownAlgorithmsAndBrokenDataAreTold() {
    assertInstanceOf(SignatureData.Malformed.class, SignatureData.parse(new byte[0]));
    assertInstanceOf(SignatureData.Malformed.class, SignatureData.parse(hex("00")));
    assertInstanceOf(
        SignatureData.Malformed.class, SignatureData.parse(hex("07 3005 0603 2b65 70")));
    assertInstanceOf(SignatureData.Malformed.class, SignatureData.parse(hex("ff 3005")));
    assertEquals(
        new SignatureData.UnknownAlgorithm("1.2.840.10040.4.3"),
        SignatureData.parse(hex("0b 3009 0607 2a86 48ce 3804 03 01")));
    assertEquals(
        new SignatureData.UnknownAlgorithm("ffffff"), SignatureData.parse(hex("03 ffffff 01")));
  }

  @Test
  void theOlderEcdsaMethodsHaveTwoNumbersOfFixedLength() {
    byte[] der = hex("3007 0201 01 0202 0102");
    byte[] data = SignatureData.older(AuthMethod.ECDSA_SHA256_P256, der);
    assertEquals(64, data.length);
    assertEquals(1, data[31]);
    assertEquals(1, data[62]);
    assertEquals(2, data[63]);
    assertArrayEquals(
        der, SignatureData.fromOlder(AuthMethod.ECDSA_SHA256_P256, data).orElseThrow());
    assertEquals(132, SignatureData.older(AuthMethod.ECDSA_SHA512_P521, der).length);
    assertEquals(Optional.empty(), SignatureData.fromOlder(AuthMethod.ECDSA_SHA384_P384, data));
  }

  @Test
  @Tag("rfc9593:3.2")
  @Tag("rfc9593:3.2/1")
  void announcementsAreReadAndWhatIsNotUnderstoodIsIgnored() {
    List<AuthAnnouncement> announcements =
        List.of(
            AuthAnnouncement.of(AuthMethod.SHARED_KEY),
            new AuthAnnouncement(AuthMethod.ECDSA_SHA384_P384, 2, Optional.empty()),
            AuthAnnouncement.of(SignatureScheme.ML_DSA_65));
    byte[] data = AuthAnnouncement.encode(announcements);
    assertArrayEquals(hex("02 02  03 0a 02  10 0e 00 300b 0609 6086 4801 6503 0403 12"), data);
    assertEquals(announcements, AuthAnnouncement.decode(data));
    byte[] strange =
        hex(
            "04 c9 00 00  05 0e 00 0500  02 0e  10 0e 00 300b 0609 6086 4801 6503 0403 7f  02 02 09");
    assertEquals(
        List.of(AuthAnnouncement.of(AuthMethod.SHARED_KEY)), AuthAnnouncement.decode(strange));
    assertEquals(List.of(), AuthAnnouncement.decode(hex("00")));
    assertEquals(List.of(), AuthAnnouncement.decode(hex("09 02")));
  }
}
