package io.sessionfold.tests.junit;

import io.sessionfold.tests.driver.DriverKind;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that takes a driver and plays a scenario on it; it runs once on each driver. {@code -Dsessionfold.drivers=PURE}
 * plays on the fold alone, in a few seconds.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(EveryDriver.class)
public @interface ScenarioTest {

    /**
     * The drivers on which it runs; only what a driver cannot express is left out. Of the named cases, what runs on LIVE
     * runs on CONTAINER as well.
     */
    DriverKind[] on() default {DriverKind.PURE, DriverKind.TOPOLOGY, DriverKind.LIVE};
}
