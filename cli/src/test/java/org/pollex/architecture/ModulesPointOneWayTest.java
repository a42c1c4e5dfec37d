package org.pollex.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.domain.properties.HasParameterTypes;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The one-way dependencies between the modules, as docs/ARCHITECTURE.md draws them. */
class ModulesPointOneWayTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.pollex");

  @Test
  void everyModuleDependsOnlyOnThoseBeforeIt() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("hardware")
        .definedBy("org.pollex.hardware..", "org.pollex.errors..")
        .layer("datasets")
        .definedBy("org.pollex.datasets..")
        .layer("sim-bridge")
        .definedBy("org.pollex.sim..")
        .layer("retrieval")
        .definedBy("org.pollex.retrieval..")
        .layer("policies")
        .definedBy("org.pollex.policies..", "org.pollex.learning..")
        .layer("ros")
        .definedBy("org.pollex.ros..")
        .layer("eval")
        .definedBy("org.pollex.eval..")
        .layer("cli")
        .definedBy("org.pollex.cli..")
        .withOptionalLayers(true)
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("eval")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("ros")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("policies")
        .mayOnlyBeAccessedByLayers("ros", "eval", "cli")
        .whereLayer("retrieval")
        .mayOnlyBeAccessedByLayers("policies", "ros", "eval", "cli")
        .whereLayer("sim-bridge")
        .mayOnlyBeAccessedByLayers("policies", "ros", "eval", "cli")
        .whereLayer("datasets")
        .mayOnlyBeAccessedByLayers("retrieval", "policies", "ros", "eval", "cli")
        .check(CLASSES);
  }

  @Test
  void nobodySpeaksToTheSimulatorPastItsClientAndTheSafetyGate() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.pollex.sim..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.pollex.sim.v1..")
        .check(CLASSES);
  }

  /** So that no operation with a Java number can be part of a gradient: see the package's story. */
  @Test
  void onePackageTouchesTheTensorLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.pollex.learning.engine..", "org.pollex.retrieval.language..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("org.pollex.learning.engine..")
        .should()
        .callMethodWhere(
            JavaCall.Predicates.target(
                    HasOwner.Predicates.With.owner(
                        JavaClass.Predicates.assignableTo("ai.djl.ndarray.NDArray")))
                .and(
                    JavaCall.Predicates.target(
                        HasParameterTypes.Predicates.rawParameterTypes(Number.class))))
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.pollex.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
