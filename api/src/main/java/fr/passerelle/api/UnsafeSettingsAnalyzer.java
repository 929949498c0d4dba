package fr.passerelle.api;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why the service refuses to start, and what to do, instead of a stack trace. */
final class UnsafeSettingsAnalyzer extends AbstractFailureAnalyzer<UnsafeSettings> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnsafeSettings cause) {
        return new FailureAnalysis(
                "Passerelle refuses to start on unsafe settings.\n\n" + cause.getMessage(),
                String.join("\n", cause.remedies()),
                cause);
    }
}
