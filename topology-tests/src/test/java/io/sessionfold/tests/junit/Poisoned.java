package io.sessionfold.tests.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The scenarios of a class play on a fold with a bug: {@link io.sessionfold.tests.driver.PoisonedFold} says on what it fails. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Poisoned {}
