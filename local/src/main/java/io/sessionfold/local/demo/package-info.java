/** The demonstration: one recorded hour through the whole path, and independent checks of what came out. */
@NullMarked
package io.sessionfold.local.demo;

import org.jspecify.annotations.NullMarked;
