/** Who one acts for and whom they employ: tenants, employers, mandates, platform accounts, workers, and the identifiers that all features share. */
@NullMarked
package fr.passerelle.parties;

import org.jspecify.annotations.NullMarked;
