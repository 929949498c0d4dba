/** What we measured of the platform, over HTTP. */
@NullMarked
package fr.passerelle.api.platform;

import org.jspecify.annotations.NullMarked;
