/** Several instances on one broker, answering as one. */
@NullMarked
package io.sessionfold.tests.routing;

import org.jspecify.annotations.NullMarked;
