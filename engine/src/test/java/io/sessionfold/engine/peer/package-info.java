@NullMarked
package io.sessionfold.engine.peer;

import org.jspecify.annotations.NullMarked;
