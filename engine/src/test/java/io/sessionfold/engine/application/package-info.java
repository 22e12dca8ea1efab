/** Tests of the application fold and of the rule for launches. */
@NullMarked
package io.sessionfold.engine.application;

import org.jspecify.annotations.NullMarked;
