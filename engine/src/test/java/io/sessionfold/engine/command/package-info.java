@NullMarked
package io.sessionfold.engine.command;

import org.jspecify.annotations.NullMarked;
