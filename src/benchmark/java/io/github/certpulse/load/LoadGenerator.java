package io.github.certpulse.load;

/// The generator as its caller sees it.
public final class LoadGenerator implements AutoCloseable {
    private final Child process;

    private LoadGenerator(Child process) {
        this.process = process;
    }

    /// @param secret the service's, in Base64
    public static LoadGenerator start(String secret) {
        return new LoadGenerator(Child.start(Generator.class, java.util.Map.of("CERTPULSE_SECRET", secret)));
    }

    /// Carries out a run.
    ///
    /// @throws IllegalStateException where an answer was not the expected one
    public Load send(Run run) {
        return Load.parse(process.ask(run.line()));
    }

    @Override
    public void close() {
        process.close();
    }
}
