package fr.passerelle.api;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Passerelle: the gateway between HR software and the State's platform for foreigners. */
@SpringBootApplication
public class PasserelleApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(PasserelleApplication.class, arguments);
    }
}
