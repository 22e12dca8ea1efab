@NullMarked
package io.sessionfold.engine.document;

import org.jspecify.annotations.NullMarked;
