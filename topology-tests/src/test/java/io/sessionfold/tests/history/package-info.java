/** What sessions were, on a real broker: against a replay of the same log. */
@NullMarked
package io.sessionfold.tests.history;

import org.jspecify.annotations.NullMarked;
