/** Input that is no event, or not where it belongs: nothing of it stops the stream, and nothing of it vanishes. */
@NullMarked
package io.sessionfold.tests.input;

import org.jspecify.annotations.NullMarked;
