/** Employers, mandates, platform accounts and workers over HTTP. */
@NullMarked
package fr.passerelle.api.parties;

import org.jspecify.annotations.NullMarked;
