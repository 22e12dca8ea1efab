/** Three brokers and three engines, each in a process of its own, and what can happen to them. */
@NullMarked
package io.sessionfold.tests.chaos;

import org.jspecify.annotations.NullMarked;
