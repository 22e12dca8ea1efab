/** Reading topics from one offset to another: as anybody may, without a group, and never writing. Knows no other package. */
@NullMarked
package io.sessionfold.engine.log;

import org.jspecify.annotations.NullMarked;
