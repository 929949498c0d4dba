/** Webhooks over HTTP: endpoints, their keys, and what became of their messages. */
@NullMarked
package fr.passerelle.api.webhooks;

import org.jspecify.annotations.NullMarked;
