/** The domain of applications: what a session is launched from, and its fold. It imports the JDK alone. */
@NullMarked
package io.sessionfold.engine.application;

import org.jspecify.annotations.NullMarked;
