/** The engine against a broker in a container, that stops and comes back. */
@NullMarked
package io.sessionfold.tests.container;

import org.jspecify.annotations.NullMarked;
