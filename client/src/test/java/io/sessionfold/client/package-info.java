/** The client against a scripted server. */
@NullMarked
package io.sessionfold.client;

import org.jspecify.annotations.NullMarked;
