/** What a scenario runs on: the pure fold, a topology without a broker, and a live engine. */
@NullMarked
package io.sessionfold.tests.driver;

import org.jspecify.annotations.NullMarked;
