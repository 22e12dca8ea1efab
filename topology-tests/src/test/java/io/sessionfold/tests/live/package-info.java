/** What only a real broker can show: transactions, rebalances, crashes, caches, and garbage on the wire. */
@NullMarked
package io.sessionfold.tests.live;

import org.jspecify.annotations.NullMarked;
