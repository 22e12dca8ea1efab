package io.sessionfold.tests.docs;

import java.util.List;

/**
 * A test that carries numbers of invariants.
 *
 * @param test its class with the last part of its package, as in {@code invariants.TenantsTest}
 * @param name its method, or the rule or law that it is
 * @param numbers of the invariants that it holds the code to
 */
record ProvingTest(String test, String name, List<Integer> numbers) {}
