package io.github.certpulse.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/// Marks tests that need no browser, no other program, and only the servers that all tests of a lane share; each class
/// takes a few seconds at most. `mvn verify -Dgroups=fast` runs only these tests.
@Tag("fast")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Fast {}
