/** Events pushed to addresses that clients give: endpoints, what became of each delivery, and the port by which they are posted. */
@NullMarked
package fr.passerelle.webhooks;

import org.jspecify.annotations.NullMarked;
