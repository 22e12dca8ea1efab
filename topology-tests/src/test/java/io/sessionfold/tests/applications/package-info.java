/** Applications through the whole topology: what goes in by application-events and what comes out of it. */
@NullMarked
package io.sessionfold.tests.applications;

import org.jspecify.annotations.NullMarked;
