/** Authorisation requests and work authorisations over HTTP. */
@NullMarked
package fr.passerelle.api.requests;

import org.jspecify.annotations.NullMarked;
