package org.yett.ike;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** The rules that make the module sans-IO, deterministic and embeddable. */
@AnalyzeClasses(packages = "org.yett", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String MODULE = "org.yett.ike..";

  @ArchTest
  static final ArchRule itKnowsNeitherTheDatapathNorTheGateway =
      noClasses()
          .that()
          .resideInAPackage(MODULE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.yett.esp..", "org.yett.tun..", "org.yett.gateway..");

  @ArchTest
  static final ArchRule itReadsNoClock =
      noClasses()
          .that()
          .resideInAPackage(MODULE)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Instant.class, "now", Clock.class)
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class);

  @ArchTest
  static final ArchRule itHasNoThreads =
      noClasses()
          .that()
          .resideInAPackage(MODULE)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.util.concurrent..");

  @ArchTest
  static final ArchRule itHasNoSocketsFilesOrLoggers =
      noClasses()
          .that()
          .resideInAPackage(MODULE)
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.net.Socket")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.net.DatagramSocket")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.nio.channels..", "java.nio.file..", "org.slf4j..", "java.util.logging..");

  @ArchTest
  static final ArchRule onlyCryptoNamesSecureRandom =
      noClasses()
          .that()
          .resideInAPackage(MODULE)
          .and()
          .resideOutsideOfPackage("org.yett.ike.crypto..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(java.util.Random.class);

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("org.yett.ike.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theLowerLayersDoNotKnowTheExchanges =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.yett.ike.wire..",
              "org.yett.ike.crypto..",
              "org.yett.ike.keys..",
              "org.yett.ike.auth..",
              "org.yett.ike.negotiate..",
              "org.yett.ike.path..",
              "org.yett.ike.config..",
              "org.yett.ike.transport..",
              "org.yett.ike.event..",
              "org.yett.ike.endpoint..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.yett.ike.exchange..", "org.yett.ike.sim..");
}
