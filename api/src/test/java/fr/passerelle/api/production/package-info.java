/** Makes the folder that is run in production. Stands among the tests for the database and the platform that it needs. */
@NullMarked
package fr.passerelle.api.production;

import org.jspecify.annotations.NullMarked;
