/** The records of the contract as JSON, as people and HTTP clients read and write them. */
@NullMarked
package io.sessionfold.json;

import org.jspecify.annotations.NullMarked;
