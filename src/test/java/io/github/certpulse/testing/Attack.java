package io.github.certpulse.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/// Marks tests that search for faults for a while, each for a bounded time. They are not part of the suite:
/// `mvn -Pattacks verify` runs them.
@Tag("attacks")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Attack {}
