/** What every call shares: strict JSON, problems, paging, limits, idempotency and conditional requests. */
@NullMarked
package fr.passerelle.api.http;

import org.jspecify.annotations.NullMarked;
