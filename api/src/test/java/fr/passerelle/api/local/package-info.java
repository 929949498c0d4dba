/** Runs the service on one machine: its database, a platform and an issuer of tokens included. */
@NullMarked
package fr.passerelle.api.local;

import org.jspecify.annotations.NullMarked;
