/** The documents that describe the interfaces: OpenAPI for HTTP, AsyncAPI for the topics. */
@NullMarked
package io.sessionfold.engine.document;

import org.jspecify.annotations.NullMarked;
