/** Who answers for a key while its owner changes: after a crash, and after a clean stop. */
@NullMarked
package io.sessionfold.tests.handover;

import org.jspecify.annotations.NullMarked;
