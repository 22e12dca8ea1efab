/**
 * The past, frozen: for every scenario of a named case a file with its inputs, states, outputs and digests. What the fold
 * makes of them may not change without a new fold version.
 */
@NullMarked
package io.sessionfold.tests.golden;

import org.jspecify.annotations.NullMarked;
