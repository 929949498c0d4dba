package fr.passerelle.api.local;

import fr.passerelle.api.PasserelleApplication;
import org.springframework.boot.SpringApplication;

/** The local run. It stands among the tests so that nothing of it can reach the production jar. */
final class LocalPasserelle {
    private LocalPasserelle() {}

    public static void main(String[] arguments) {
        SpringApplication.from(PasserelleApplication::main).run(arguments);
    }
}
