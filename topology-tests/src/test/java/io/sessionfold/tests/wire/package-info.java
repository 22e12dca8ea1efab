/** Events as bytes, and the digest over them, written again apart from the engine. */
@NullMarked
package io.sessionfold.tests.wire;

import org.jspecify.annotations.NullMarked;
