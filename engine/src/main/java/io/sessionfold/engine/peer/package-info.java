/** One hop from instance to instance: who may make it, and how what it brings is written. */
@NullMarked
package io.sessionfold.engine.peer;

import org.jspecify.annotations.NullMarked;
