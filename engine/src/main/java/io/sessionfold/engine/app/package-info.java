/** The application: what is started, in which order, and what is closed, in the reverse. */
@NullMarked
package io.sessionfold.engine.app;

import org.jspecify.annotations.NullMarked;
