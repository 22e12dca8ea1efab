/** The contract in another language: what Sessionfold writes is read there, and what is written there is folded. */
@NullMarked
package io.sessionfold.tests.interop;

import org.jspecify.annotations.NullMarked;
