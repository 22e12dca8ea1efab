/** The workers of deployments: what fails with them, in the topology and on a broker. */
@NullMarked
package io.sessionfold.tests.workers;

import org.jspecify.annotations.NullMarked;
