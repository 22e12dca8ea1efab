/** One tenant asks and writes as much as it can, while another one wants to be served. */
@NullMarked
package io.sessionfold.tests.flood;

import org.jspecify.annotations.NullMarked;
