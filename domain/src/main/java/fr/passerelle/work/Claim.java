package fr.passerelle.work;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import java.util.UUID;

/**
 * A lease on one piece of work. At most one is live per login on the platform, which has one session at a time.
 *
 * @param id fences every later change: a save under a claim that is no longer the live one stores nothing
 * @param attempt how often this work was claimed since it last made progress; from one
 * @param crashes how many in a row of those who had claimed it ended without giving it back
 */
public record Claim(TenantId tenant, RequestId request, EmployerId employer, UUID id, int attempt, int crashes) {}
