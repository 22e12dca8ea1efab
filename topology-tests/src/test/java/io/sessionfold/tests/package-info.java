/** The tests that are about the whole. */
@NullMarked
package io.sessionfold.tests;

import org.jspecify.annotations.NullMarked;
