package fr.passerelle.api.webhooks;

/**
 * What one client may have.
 *
 * @param mostEndpoints of webhooks
 * @param mostRecovered messages sent again by one call
 */
public record WebhookLimits(int mostEndpoints, int mostRecovered) {
    public WebhookLimits {
        if (mostEndpoints < 1 || mostRecovered < 1) {
            throw new IllegalArgumentException("a client may have one endpoint, and recover one message, at least");
        }
    }
}
