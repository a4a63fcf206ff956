package io.github.certpulse;

import io.micronaut.runtime.Micronaut;

/// The service.
public final class Application {

    private Application() {}

    public static void main(String[] args) {
        Micronaut.run(Application.class, args);
    }
}
