/** What the settings accept, and what they say of the rest. */
@NullMarked
package io.sessionfold.engine.config;

import org.jspecify.annotations.NullMarked;
