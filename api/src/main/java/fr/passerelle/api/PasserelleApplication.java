package fr.passerelle.api;

import fr.passerelle.api.operator.Operator;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Passerelle: the gateway between HR software and the State's platform for foreigners. Its jar serves, or carries out one
 * command of an operator.
 */
@SpringBootApplication
public class PasserelleApplication {
    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("operator")) {
            Operator operator = new Operator(System.out, System.err);
            System.exit(operator.carryOut(List.of(arguments).subList(1, arguments.length)));
        }
        SpringApplication.run(PasserelleApplication.class, arguments);
    }
}
