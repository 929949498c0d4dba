package fr.passerelle.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** What a proof measured, printed a line each, and whether it holds. */
final class Figures {
    private final List<String> failures = new ArrayList<>();

    void show(String name, Object figure) {
        System.out.println(name + ": " + figure);
    }

    void expect(String name, long figure, long expected) {
        show(name, figure);
        require(name + " is " + figure + ", not " + expected, figure == expected);
    }

    void expectAtLeast(String name, long figure, long least) {
        show(name, figure);
        require(name + " is " + figure + ", less than " + least, figure >= least);
    }

    void expectAtMost(String name, long figure, long most) {
        show(name, figure);
        require(name + " is " + figure + ", more than " + most, figure <= most);
    }

    void require(String otherwise, boolean holds) {
        if (!holds) {
            failures.add(otherwise);
        }
    }

    boolean hold() {
        return failures.isEmpty();
    }

    void conclude() {
        failures.forEach(failure -> System.out.println("FAILED: " + failure));
        System.out.println("holds: " + (hold() ? "yes" : "no"));
    }
}
