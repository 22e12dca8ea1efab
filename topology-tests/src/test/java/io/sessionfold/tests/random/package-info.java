/** Seeded random histories, their laws, and the shrinking of those that break one. */
@NullMarked
package io.sessionfold.tests.random;

import org.jspecify.annotations.NullMarked;
