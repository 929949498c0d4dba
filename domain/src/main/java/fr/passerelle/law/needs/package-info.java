/** What a request needs: its labour-market test, its pay, whom it goes to. Each answer with its texts and its certainty. */
@NullMarked
package fr.passerelle.law.needs;

import org.jspecify.annotations.NullMarked;
