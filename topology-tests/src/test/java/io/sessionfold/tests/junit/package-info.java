/** How JUnit runs scenarios: each on every driver that can express it. */
@NullMarked
package io.sessionfold.tests.junit;

import org.jspecify.annotations.NullMarked;
