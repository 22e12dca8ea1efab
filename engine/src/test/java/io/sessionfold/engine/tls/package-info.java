/** Certificates and keys in files. */
@NullMarked
package io.sessionfold.engine.tls;

import org.jspecify.annotations.NullMarked;
