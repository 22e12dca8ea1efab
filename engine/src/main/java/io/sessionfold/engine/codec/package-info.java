/** Avro to the domain and back: the only place where both vocabularies meet. */
@NullMarked
package io.sessionfold.engine.codec;

import org.jspecify.annotations.NullMarked;
