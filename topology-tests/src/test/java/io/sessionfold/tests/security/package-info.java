/** The engine on a Kafka that lets nobody do what was not granted, over TLS; and what it never says aloud. */
@NullMarked
package io.sessionfold.tests.security;

import org.jspecify.annotations.NullMarked;
