/** HTTP: routes, JSON, problem details and the stream of changes. */
@NullMarked
package io.sessionfold.engine.http;

import org.jspecify.annotations.NullMarked;
