package fr.passerelle.api.operator;

import java.util.List;

/**
 * What a command found or did.
 *
 * @param isWell whether it did what it was asked for, and nothing is left to be seen to
 */
record Report(boolean isWell, List<Line> lines) {
    Report {
        lines = List.copyOf(lines);
    }

    static Report well(List<Line> lines) {
        return new Report(true, lines);
    }

    static Report well(Line line) {
        return well(List.of(line));
    }

    static Report not(Line line) {
        return new Report(false, List.of(line));
    }
}
