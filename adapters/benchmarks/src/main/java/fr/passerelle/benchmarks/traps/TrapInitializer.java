package fr.passerelle.benchmarks.traps;

import java.nio.file.Path;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Lets the ports of a service pass by a {@link Trap}, where the system property {@value #TRAP} names the file that sets it. */
public final class TrapInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    public static final String TRAP = "passerelle.proof.trap";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String file = System.getProperty(TRAP);
        if (file != null) {
            Trap trap = new Trap(Path.of(file));
            context.addBeanFactoryPostProcessor(beans -> beans.addBeanPostProcessor(new TrappedPorts(trap)));
        }
    }
}
