package org.yett.gateway.pki.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.yett.gateway.pki.PkiException;
import picocli.CommandLine.Option;

/** From when to when a certificate is valid. */
final class ValidityOptions {

  private static final DateTimeFormatter STRONGSWAN =
      DateTimeFormatter.ofPattern("dd.MM.yy HH:mm:ss", Locale.ROOT);

  @Option(
      names = {"-l", "--lifetime"},
      paramLabel = "DAYS",
      description = "Days for which it is valid. Default: 1095.")
  private int lifetime = 1095;

  @Option(
      names = {"-F", "--not-before"},
      paramLabel = "TIME",
      description =
          "Begin of validity, as 2026-11-24T00:00:00Z or, in UTC, 24.11.26 00:00:00. Default: now.")
  private String notBefore;

  @Option(
      names = {"-T", "--not-after"},
      paramLabel = "TIME",
      description = "End of validity, rather than a lifetime.")
  private String notAfter;

  private final Instant now = Instant.now();

  Instant from() throws PkiException {
    return notBefore == null ? now : time(notBefore);
  }

  Instant until() throws PkiException {
    if (notAfter != null) {
      return time(notAfter);
    }
    if (lifetime < 1) {
      throw new PkiException("a lifetime of " + lifetime + " days: expected 1 or more");
    }
    return from().plus(Duration.ofDays(lifetime));
  }

  static Instant time(String text) throws PkiException {
    try {
      return text.indexOf('T') > 0
          ? Instant.parse(text)
          : LocalDateTime.parse(text, STRONGSWAN).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new PkiException(
          "'" + text + "' is no time: expected 2026-11-24T00:00:00Z or 24.11.26 00:00:00");
    }
  }
}
