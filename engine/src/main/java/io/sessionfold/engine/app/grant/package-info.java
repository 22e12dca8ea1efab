/** What Kafka has to allow to whom: one list, which is printed, tried at the start and proved by a test. */
@NullMarked
package io.sessionfold.engine.app.grant;

import org.jspecify.annotations.NullMarked;
