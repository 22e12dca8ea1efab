/** The domain: a session, the events of its life, and the fold. It imports the JDK alone. */
@NullMarked
package io.sessionfold.engine.session;

import org.jspecify.annotations.NullMarked;
