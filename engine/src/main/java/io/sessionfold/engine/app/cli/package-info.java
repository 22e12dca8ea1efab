/** The command line. */
@NullMarked
package io.sessionfold.engine.app.cli;

import org.jspecify.annotations.NullMarked;
