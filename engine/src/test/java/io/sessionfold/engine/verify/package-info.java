@NullMarked
package io.sessionfold.engine.verify;

import org.jspecify.annotations.NullMarked;
