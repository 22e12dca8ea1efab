/** Tests of the domain. */
@NullMarked
package io.sessionfold.engine.session;

import org.jspecify.annotations.NullMarked;
