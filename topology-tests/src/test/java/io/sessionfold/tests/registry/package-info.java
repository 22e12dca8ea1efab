/** The engine on a schema registry that others made, in a process of its own. */
@NullMarked
package io.sessionfold.tests.registry;

import org.jspecify.annotations.NullMarked;
