/** Who a caller is, and what a caller may do: one function for every read, list, stream and command (INV-38). */
@NullMarked
package io.sessionfold.engine.access;

import org.jspecify.annotations.NullMarked;
