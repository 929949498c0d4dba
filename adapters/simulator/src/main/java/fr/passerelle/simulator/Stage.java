package fr.passerelle.simulator;

import java.time.Instant;

/** One stage in the life of a file, under the label that the portal shows for it. */
sealed interface Stage {
    Instant since();

    String label();

    /** Filed, and not yet looked at. */
    record Deposited(Instant since) implements Stage {
        @Override
        public String label() {
            return "Déposée";
        }
    }

    record UnderReview(Instant since) implements Stage {
        @Override
        public String label() {
            return "En cours d'instruction";
        }
    }

    /** Demande de compléments: the file closes at {@code due} when nothing was sent before. */
    record ComplementAsked(Instant since, int number, Instant due) implements Stage {
        @Override
        public String label() {
            return "Demande de compléments";
        }
    }

    record ComplementSent(Instant since, int number) implements Stage {
        @Override
        public String label() {
            return "Compléments transmis";
        }
    }

    record Granted(Instant since) implements Stage {
        @Override
        public String label() {
            return "Favorable";
        }
    }

    record Refused(Instant since) implements Stage {
        @Override
        public String label() {
            return "Défavorable";
        }
    }

    /** Closed by the portal, which gives no reason. */
    record Closed(Instant since) implements Stage {
        @Override
        public String label() {
            return "Clôturée";
        }
    }
}
