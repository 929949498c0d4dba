package fr.passerelle.pace;

import java.time.Duration;

/**
 * How fast the platform may be called, by all replicas together. The law lets the State block the source of repetitive or
 * systematic sendings, so that these are courtesy and self-protection in one.
 * Source: Code des relations entre le public et l'administration, art. L. 112-11.
 *
 * @param window the budgets are of calls within any such span
 * @param readCalls the budget of the lane that reads; apart from the others, so that a long queue of filings never stops
 *     us from following those that were filed
 * @param writeCalls the budget of the lane that writes
 * @param loginCalls the budget of the lane that logs in
 * @param patience the longest that a call waits for its turn; what would wait longer comes back later.
 *     Longer than the window, so that work that is begun is not given back half-way for want of a call
 * @param probe between two calls of a lane while the platform is down
 * @param troublesToStop a lane stops after so many troubled calls in a row
 * @param pushBack how long a lane rests when the platform says that we are too fast, and not for how long; doubled each time
 * @param mostAtOnce how many requests are moved on at once, at most, for each lane
 */
public record PaceRules(
        Duration window,
        int readCalls,
        int writeCalls,
        int loginCalls,
        Duration patience,
        Duration probe,
        int troublesToStop,
        Duration pushBack,
        int mostAtOnce) {
    /** Two looks for files, one for drafts, and one at the draft before it is submitted. */
    private static final int READS_OF_A_FILING = 4;
    /** The draft, one document, the submission. */
    private static final int WRITES_OF_A_FILING = 3;

    public PaceRules {
        if (readCalls < 1 || writeCalls < 1 || loginCalls < 1 || troublesToStop < 1 || mostAtOnce < 1) {
            throw new IllegalArgumentException("budgets, troubles-to-stop and most-at-once are at least one");
        }
        if (!window.isPositive() || !probe.isPositive() || !pushBack.isPositive() || patience.isNegative()) {
            throw new IllegalArgumentException("window, probe and push-back are longer than nothing");
        }
    }

    /** What production begins with: 120 calls a minute in all. */
    public static PaceRules usual() {
        return new PaceRules(
                Duration.ofMinutes(1),
                70,
                40,
                10,
                Duration.ofSeconds(65),
                Duration.ofMinutes(5),
                5,
                Duration.ofSeconds(5),
                16);
    }

    /** How long so many filings take at least, by the budgets; the slowest lane counts. */
    Duration timeForFilings(long filings) {
        long windows = Math.max(
                Math.ceilDiv(filings * READS_OF_A_FILING, readCalls),
                Math.ceilDiv(filings * WRITES_OF_A_FILING, writeCalls));
        return window.multipliedBy(windows);
    }

    /** How many calls of a lane may be made within any window. */
    public int budget(Lane lane) {
        return switch (lane) {
            case READ -> readCalls;
            case WRITE -> writeCalls;
            case LOGIN -> loginCalls;
        };
    }
}
