/**
 * The same two calls as the service, by Spring MVC on virtual threads and JDBC: the same checks, the same statements with the
 * same values, the same commits. Minimal in all else, to its own advantage.
 */
@NullMarked
package fr.passerelle.twin;

import org.jspecify.annotations.NullMarked;
