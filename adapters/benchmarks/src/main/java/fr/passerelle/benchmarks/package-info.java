/** Load scenarios and the harness that runs them against packaged jars. */
@NullMarked
package fr.passerelle.benchmarks;

import org.jspecify.annotations.NullMarked;
