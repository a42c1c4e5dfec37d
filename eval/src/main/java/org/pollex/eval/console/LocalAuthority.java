package org.pollex.eval.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.pollex.datasets.storage.AtomicFile;
import org.pollex.datasets.storage.Sha256;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.MissingPrerequisiteException;
import org.pollex.errors.RunFailedException;

/**
 * A certificate authority of this machine's own, made at the first use with the JDK's keytool, and
 * the certificate that it gives this machine for the names and addresses it listens on.
 *
 * <p>A device that installs the authority's certificate trusts the console without a warning. The
 * authority's key stays in a folder that only its owner can read; who takes it could pose as any
 * site to devices that trust it, so it should be removed from them when the trial is over.
 */
final class LocalAuthority {
  private static final String AUTHORITY = "authority";
  private static final String CONSOLE = "console";
  private static final int SAN_DNS = 2;
  private static final int SAN_IP = 7;

  /** Devices refuse certificates that live longer. */
  private static final int DAYS = 397;

  private final Path folder;
  private final Path store;
  private final Path password;
  private final Clock clock;

  /** Uses a folder, which is created at the first time. */
  LocalAuthority(Path folder, Clock clock) {
    this.folder = folder;
    this.store = folder.resolve("authority.p12");
    this.password = folder.resolve("authority.password");
    this.clock = clock;
  }

  /**
   * What the console needs to be trusted.
   *
   * @param context serves under the machine's certificate
   * @param authority certificate of the authority, in DER
   */
  record Trust(SSLContext context, byte[] authority) {
    /** SHA-256 of the authority's certificate, as devices show it. */
    String fingerprint() {
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(Sha256.of(authority));
    }
  }

  /**
   * Returns a certificate for hosts, new or from before.
   *
   * @param names of this machine
   * @param addresses of this machine, in digits
   */
  Trust trust(Collection<String> names, Collection<String> addresses) {
    try {
      if (!Files.exists(store)) {
        create();
      }
      KeyStore keys = load();
      if (!serves(keys, names, addresses)) {
        if (keys.containsAlias(CONSOLE)) {
          keytool("-delete", "-alias", CONSOLE);
        }
        issue(names, addresses);
        keys = load();
      }
      byte[] authority = keys.getCertificate(AUTHORITY).getEncoded();
      AtomicFile.write(folder.resolve("authority.crt"), pem(authority));
      return new Trust(context(keys), authority);
    } catch (IOException e) {
      throw StorageFailure.writing(folder, e);
    } catch (GeneralSecurityException e) {
      throw new RunFailedException(
          "the certificates in " + folder + " cannot be used: " + e.getMessage(),
          "Delete the folder; new ones are made.",
          e);
    }
  }

  private void create() throws IOException {
    Files.createDirectories(folder);
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
    byte[] secret = new byte[24];
    SecureRandom random = new SecureRandom();
    random.nextBytes(secret);
    AtomicFile.write(password, Base64.getUrlEncoder().encodeToString(secret));
    String name = Long.toHexString(random.nextLong());
    keytool(
        "-genkeypair",
        "-alias",
        AUTHORITY,
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=Pollex console " + name,
        "-validity",
        "1825",
        "-ext",
        "bc:c=ca:true,pathlen:0",
        "-ext",
        "ku:c=keyCertSign");
  }

  private void issue(Collection<String> names, Collection<String> addresses) {
    String hosts =
        names.stream().map(name -> "dns:" + name).collect(Collectors.joining(","))
            + addresses.stream().map(address -> ",ip:" + address).collect(Collectors.joining());
    keytool(
        "-genkeypair",
        "-alias",
        CONSOLE,
        "-signer",
        AUTHORITY,
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=Pollex console",
        "-validity",
        "" + DAYS,
        "-ext",
        "san=" + hosts,
        "-ext",
        "eku=serverAuth",
        "-ext",
        "ku:c=digitalSignature");
  }

  private boolean serves(KeyStore keys, Collection<String> names, Collection<String> addresses)
      throws GeneralSecurityException {
    if (!(keys.getCertificate(CONSOLE) instanceof X509Certificate certificate)
        || certificate.getSubjectAlternativeNames() == null) {
      return false;
    }
    var listed = new TreeSet<String>();
    for (List<?> name : certificate.getSubjectAlternativeNames()) {
      if (name.get(0).equals(SAN_DNS) || name.get(0).equals(SAN_IP)) {
        listed.add(String.valueOf(name.get(1)));
      }
    }
    Instant soon = clock.instant().plus(Duration.ofDays(7));
    return listed.containsAll(names)
        && listed.containsAll(addresses)
        && certificate.getNotAfter().toInstant().isAfter(soon);
  }

  private KeyStore load() throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, secret());
    }
    return keys;
  }

  private char[] secret() throws IOException {
    return Files.readString(password).strip().toCharArray();
  }

  /** Serves with the machine's key alone, so that the authority's is never offered. */
  private SSLContext context(KeyStore keys) throws GeneralSecurityException, IOException {
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    Certificate[] chain = keys.getCertificateChain(CONSOLE);
    own.setKeyEntry(CONSOLE, keys.getKey(CONSOLE, secret()), secret(), chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(own, secret());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private static String pem(byte[] der) {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END CERTIFICATE-----\n";
  }

  private void keytool(String... arguments) {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> line = new ArrayList<>(List.of(tool.toString()));
    line.addAll(List.of(arguments));
    line.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
    line.addAll(List.of("-storepass:file", password.toString()));
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new RunFailedException(
            "keytool made no certificate: " + said.strip(), "Look into " + folder + ".");
      }
    } catch (IOException e) {
      throw new MissingPrerequisiteException(
          "the JDK's keytool is needed for TLS, and was not found: " + tool,
          "Use a whole JDK, or bind to loopback.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailedException("interrupted while making a certificate", "");
    }
  }
}
