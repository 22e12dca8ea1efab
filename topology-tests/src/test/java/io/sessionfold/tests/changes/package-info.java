/** The stream of changes on a real broker: nothing is missed and nothing told twice, wherever a reader goes on. */
@NullMarked
package io.sessionfold.tests.changes;

import org.jspecify.annotations.NullMarked;
