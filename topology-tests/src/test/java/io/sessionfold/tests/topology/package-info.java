/** How the topology is wired. */
@NullMarked
package io.sessionfold.tests.topology;

import org.jspecify.annotations.NullMarked;
