package io.sessionfold.wire;

import io.sessionfold.contract.LifecycleEvent;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * The classes of the contract, as Avro is told to trust them: it makes no object of a class that a schema merely names.
 * The trust is added to what this JVM trusts already, and it covers one package. Whoever reads, copies or builds these
 * records with Avro's own classes, and not through this package, calls {@link #trust()} first.
 */
public final class ContractClasses {
    private static final String CONTRACT = LifecycleEvent.class.getPackageName();

    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                candidate -> candidate.getPackageName().equals(CONTRACT)));
    }

    private ContractClasses() {}

    /** Does it, once per JVM: in the initialisation of this class. */
    public static void trust() {}
}
