/** Verifications: of honest logs, and of logs, outputs and states that somebody has tampered with. */
@NullMarked
package io.sessionfold.tests.verify;

import org.jspecify.annotations.NullMarked;
