/** The settings: what may be set, where from, and one validated record of what was. */
@NullMarked
package io.sessionfold.engine.config;

import org.jspecify.annotations.NullMarked;
