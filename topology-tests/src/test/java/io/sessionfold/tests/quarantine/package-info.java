/** A fold with a bug, and what the engine makes of it (INV-47). */
@NullMarked
package io.sessionfold.tests.quarantine;

import org.jspecify.annotations.NullMarked;
