/** Tests of the shell around the fold. */
@NullMarked
package io.sessionfold.engine.topology;

import org.jspecify.annotations.NullMarked;
