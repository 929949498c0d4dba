/** Who calls and what they may do: tokens, tenants, scopes and the table of routes. */
@NullMarked
package fr.passerelle.api.security;

import org.jspecify.annotations.NullMarked;
