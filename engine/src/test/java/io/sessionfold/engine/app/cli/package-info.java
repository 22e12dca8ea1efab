/** What the command line prints, and how it ends. */
@NullMarked
package io.sessionfold.engine.app.cli;

import org.jspecify.annotations.NullMarked;
