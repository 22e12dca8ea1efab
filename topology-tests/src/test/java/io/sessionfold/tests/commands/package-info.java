/** Commands over HTTP, on a real broker. */
@NullMarked
package io.sessionfold.tests.commands;

import org.jspecify.annotations.NullMarked;
