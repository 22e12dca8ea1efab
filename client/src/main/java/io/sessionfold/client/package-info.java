/** The Java client: queries, commands, changes, an event producer and a router. */
@NullMarked
package io.sessionfold.client;

import org.jspecify.annotations.NullMarked;
