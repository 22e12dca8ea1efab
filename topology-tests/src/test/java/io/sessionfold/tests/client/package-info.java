/** The Java client against a serving engine on a broker. */
@NullMarked
package io.sessionfold.tests.client;

import org.jspecify.annotations.NullMarked;
