package io.github.certpulse.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/// Tests that need no browser, no other program, and no servers but those that all tests share; each class takes a few
/// seconds at most. Tests without it are the rest. `mvn verify -Dgroups=fast` runs these alone.
@Tag("fast")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Fast {}
