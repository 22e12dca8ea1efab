/** Two meanings of a history in one log, and the event between them. */
@NullMarked
package io.sessionfold.tests.versions;

import org.jspecify.annotations.NullMarked;
