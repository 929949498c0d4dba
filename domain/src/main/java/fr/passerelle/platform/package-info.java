/**
 * The port to the upstream platform, in our words. It is a model of what the employers' portal does, written from public
 * descriptions: whoever holds an agreement with the State replaces the one adapter behind it.
 */
@NullMarked
package fr.passerelle.platform;

import org.jspecify.annotations.NullMarked;
