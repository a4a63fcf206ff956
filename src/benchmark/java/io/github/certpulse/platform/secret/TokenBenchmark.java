package io.github.certpulse.platform.secret;

import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How many respondents' tokens a second one core verifies: always the same token, or one after another.
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgs = {"-Xmx512m", "-XX:+UseSerialGC"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class TokenBenchmark {
    private static final String AUDIENCE = "respondent";
    @Param({"1", "100000"})
    public int people;
    private Tokens tokens;
    private String[] signed;
    private int next;

    @Setup
    public void sign() {
        var secret = Base64.getEncoder().encodeToString(new byte[32]);
        tokens = new Tokens(
                new Keys(new DataConfiguration("", Optional.of(secret), Optional.empty())),
                Clock.systemUTC());
        signed = IntStream.range(0, people)
                .mapToObj("A%021d"::formatted)
                .map(subject -> new Tokens.Payload(AUDIENCE, subject, Map.of("channel", "WEB")))
                .map(payload -> tokens.sign(payload, Duration.ofHours(1)))
                .toArray(String[]::new);
    }

    @Benchmark
    public Tokens.Payload verify() {
        next = (next + 1) % signed.length;
        return tokens.read(signed[next]).orElseThrow();
    }
}
