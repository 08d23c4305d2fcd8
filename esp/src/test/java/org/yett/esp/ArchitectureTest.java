package org.yett.esp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of a module without I/O. */
@AnalyzeClasses(packages = "org.yett.esp", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule espKnowsTheRegistriesAndThePlatformAlone =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.yett.esp..",
              "org.yett.spec..",
              "java.lang..",
              "java.util",
              "java.util.function..",
              "java.util.stream..",
              "java.util.concurrent.atomic..",
              "java.nio",
              "java.security..",
              "javax.crypto..");

  @ArchTest
  static final ArchRule espKnowsNoClock =
      noClasses()
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.time..");

  @ArchTest
  static final ArchRule espHasNoThreads =
      noClasses().should().dependOnClassesThat().belongToAnyOf(Thread.class, ThreadLocal.class);

  @ArchTest
  static final ArchRule espDrawsNoRandomness =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveSimpleNameEndingWith("Random")
          .orShould()
          .callMethod(Math.class, "random");

  @ArchTest
  static final ArchRule espTakesNoLocks =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.concurrent.locks..")
          .orShould()
          .callMethod(Object.class, "wait")
          .orShould()
          .callMethod(Object.class, "notifyAll");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("org.yett.esp.(*)..").should().beFreeOfCycles();
}
