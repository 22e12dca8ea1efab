/** What HTTP answers, asked over real connections. */
@NullMarked
package io.sessionfold.engine.http;

import org.jspecify.annotations.NullMarked;
