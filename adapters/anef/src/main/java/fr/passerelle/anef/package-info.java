/**
 * The client of the platform: our port to the State's portal, spoken over HTTP. Wire records bear the portal's French
 * member names; nothing of them leaves the package. Every answer is taken for hostile until it has proven otherwise.
 */
@NullMarked
package fr.passerelle.anef;

import org.jspecify.annotations.NullMarked;
