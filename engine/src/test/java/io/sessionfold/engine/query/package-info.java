/** What the queries answer, from stores in memory. */
@NullMarked
package io.sessionfold.engine.query;

import org.jspecify.annotations.NullMarked;
