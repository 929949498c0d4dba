/** The composition root: starts the service and wires the features to their adapters. */
@NullMarked
package fr.passerelle.api;

import org.jspecify.annotations.NullMarked;
