/** Documents that are made of the code and the tests, and held to them. */
@NullMarked
package io.sessionfold.tests.docs;

import org.jspecify.annotations.NullMarked;
