/** A load of many clients on several instances that are killed and restarted, and a checker of every answer. */
@NullMarked
package io.sessionfold.tests.load;

import org.jspecify.annotations.NullMarked;
