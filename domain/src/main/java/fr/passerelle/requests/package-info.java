/** One request for a work authorisation: its states, the filing protocol, reconciliation, tracking, and what a grant gives. */
@NullMarked
package fr.passerelle.requests;

import org.jspecify.annotations.NullMarked;
