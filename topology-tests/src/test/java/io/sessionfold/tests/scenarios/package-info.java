/** The named cases of the behaviour specification. */
@NullMarked
package io.sessionfold.tests.scenarios;

import org.jspecify.annotations.NullMarked;
