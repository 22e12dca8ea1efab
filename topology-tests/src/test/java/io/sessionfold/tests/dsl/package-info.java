/** The scenario language: what happens to sessions, and what everybody must see of it, as data. */
@NullMarked
package io.sessionfold.tests.dsl;

import org.jspecify.annotations.NullMarked;
