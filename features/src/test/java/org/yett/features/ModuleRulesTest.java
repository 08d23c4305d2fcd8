package org.yett.features;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which module may know which: the rules that no single module can check for all. */
@AnalyzeClasses(packages = "org.yett", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleRulesTest {

  @ArchTest
  static final ArchRule specKnowsNothing =
      classes()
          .that()
          .resideInAPackage("org.yett.spec..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("org.yett.spec..", "java..");

  @ArchTest
  static final ArchRule tunKnowsJnaAlone =
      classes()
          .that()
          .resideInAPackage("org.yett.tun..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("org.yett.tun..", "com.sun.jna..", "jdk.net..", "java..");

  @ArchTest
  static final ArchRule espKnowsSpecAlone =
      classes()
          .that()
          .resideInAPackage("org.yett.esp..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("org.yett.esp..", "org.yett.spec..", "java..", "javax.crypto..");

  @ArchTest
  static final ArchRule ikeKnowsSpecAlone =
      noClasses()
          .that()
          .resideInAPackage("org.yett.ike..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.yett.esp..",
              "org.yett.tun..",
              "org.yett.gateway..",
              "org.yett.vectors..",
              "org.yett.features..");

  @ArchTest
  static final ArchRule vectorsKnowTheLibrariesAlone =
      noClasses()
          .that()
          .resideInAPackage("org.yett.vectors..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.yett.tun..", "org.yett.gateway..", "org.yett.features..");

  @ArchTest
  static final ArchRule theGatewayDoesNotKnowWhoAddsCommandsToIt =
      noClasses()
          .that()
          .resideInAPackage("org.yett.gateway..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.yett.vectors..",
              "org.yett.features..",
              "org.yett.interop..",
              "org.yett.bench..");
}
