/** TLS for HTTP: certificates, keys, and whom to believe. */
@NullMarked
package io.sessionfold.engine.tls;

import org.jspecify.annotations.NullMarked;
