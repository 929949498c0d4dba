/** How fast the platform is called: one place that decides, for all replicas. */
@NullMarked
package fr.passerelle.pace;

import org.jspecify.annotations.NullMarked;
