package io.sessionfold.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.sessionfold.engine.store.ApplicationWriter;
import io.sessionfold.engine.store.DeploymentStore;
import io.sessionfold.engine.store.GuardWriter;
import io.sessionfold.engine.store.IndexWriter;
import io.sessionfold.engine.store.SessionWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;

/** Who may import whom, as a failing build and not as a wish. */
@AnalyzeClasses(packages = "io.sessionfold.engine", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final String SESSION = "io.sessionfold.engine.session..";
    private static final String DEPLOYMENT = "io.sessionfold.engine.deployment..";
    private static final String APPLICATION = "io.sessionfold.engine.application..";

    @ArchTest
    static final ArchRule theDomainImportsTheJdkAlone = classes()
            .that()
            .resideInAPackage(SESSION)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    SESSION, "java.lang..", "java.util..", "java.nio..", "java.security..", "org.jspecify.."))
            .as("INV-44: the fold imports the JDK alone: no Kafka, no Avro, no logging, no clock");

    @ArchTest
    static final ArchRule theDeploymentsImportTheJdkAndTheSessionsWordsAlone = classes()
            .that()
            .resideInAPackage(DEPLOYMENT)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    DEPLOYMENT,
                    SESSION,
                    "java.lang..",
                    "java.util..",
                    "java.nio..",
                    "java.security..",
                    "org.jspecify.."))
            .as("INV-44: the deployment fold imports the JDK, and the words that end up in a session's events");

    @ArchTest
    static final ArchRule theApplicationsImportTheJdkAndTheSessionsWordsAlone = classes()
            .that()
            .resideInAPackage(APPLICATION)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    APPLICATION, SESSION, "java.lang..", "java.util..", "java.nio..", "org.jspecify.."))
            .as("INV-44: the application fold imports the JDK, and the words that every fold shares");

    @ArchTest
    static final ArchRule theDomainDrawsNoRandomNumbers = noClasses()
            .that()
            .resideInAnyPackage(SESSION, DEPLOYMENT, APPLICATION)
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\.(.*Random.*|UUID|concurrent\\..*)|java\\.lang\\.Thread")
            .as("INV-44: the fold uses neither randomness nor threads");

    @ArchTest
    static final ArchRule onlyTheTopologyWritesState = noClasses()
            .that()
            .resideOutsideOfPackages("io.sessionfold.engine.topology..", "io.sessionfold.engine.store..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(SessionWriter.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(GuardWriter.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(IndexWriter.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(DeploymentStore.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ApplicationWriter.class);

    @ArchTest
    static final ArchRule nobodyReadsTheWallClockOutsideTheApplication = noClasses()
            .that()
            .resideOutsideOfPackage("io.sessionfold.engine.app..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(InstantSource.class, "system");

    @ArchTest
    static final ArchRule onlyTheCodecKnowsBothVocabularies = noClasses()
            .that()
            .resideInAnyPackage(SESSION, DEPLOYMENT, APPLICATION, "io.sessionfold.engine.store..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.sessionfold.contract..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.sessionfold.engine.(*)..").should().beFreeOfCycles();
}
