package io.github.certpulse.access.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.certpulse.access.signin.KnownDevices.Client;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.ProblemException;
import io.github.certpulse.platform.redis.RateLimits;
import io.github.certpulse.platform.redis.RateLimits.Limit;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Guessing is slowed down; people who know the password can sign in, whatever others do.
@Fast
class GuessingTest {
    private static final int FREE_FROM_ONE_ADDRESS = 10;
    private static final AtomicInteger ADDRESSES = new AtomicInteger();
    private final TestService service = TestService.shared();
    private final RateLimits limits = service.bean(RateLimits.class);
    private final String username = "viewer-" + UUID.randomUUID().toString().substring(0, 8);
    private final String password = service.office().post("/api/v1/accounts", """
            {"username":"%s","role":"OFFICE_VIEWER"}""".formatted(username)).expect(201).string("firstPassword");

    @Test
    void letsTheOwnerInAfterTenWrongGuesses() {
        var guesser = stranger();
        guess(guesser, FREE_FROM_ONE_ADDRESS).forEach(refused -> refused.expectProblem(401, "bad-credentials"));
        var slowed = guess(guesser, 1).getFirst().expectProblem(429, "too-many-attempts");
        assertThat(Integer.parseInt(slowed.header("retry-after"))).isBetween(1, 60);
        signIn(stranger(), password).expect(200);
        signIn(guesser, password).expect(200);
    }

    @Test
    void triesAKnownDeviceAtOnceWhileOthersMustWait() {
        var owner = stranger();
        signIn(owner, password).expect(200);
        useUp(Limit.SIGN_IN_ACCOUNT, username);
        var queue = Limit.SIGN_IN_ACCOUNT + ":" + username;
        IntStream.range(0, Limit.SIGN_IN_QUEUE.permits()).forEach(_ -> limits.queue(Limit.SIGN_IN_QUEUE, queue));
        signIn(stranger(), "a guess").expectProblem(429, "too-many-attempts");
        signIn(owner, "a mistyped one").expectProblem(401, "bad-credentials");
        signIn(owner, password).expect(200);
    }

    @Test
    void slowsGuessesFromFourHundredAddressesAndLetsTheOwnerIn() {
        var problems = guessFromAddresses(400);
        var slowed = problems.stream().filter(problem -> problem.problem() == Problem.TOO_MANY_ATTEMPTS).toList();
        assertThat(slowed).hasSizeGreaterThanOrEqualTo(375).allMatch(problem -> problem.retryAfter().isPresent());
        assertThat(problems).filteredOn(problem -> !slowed.contains(problem))
                .allMatch(problem -> problem.problem() == Problem.BAD_CREDENTIALS);
        signIn(stranger(), password).expect(200);
    }

    @Test
    void triesAKnownAddressAtOnceWithoutCookies() {
        var address = newAddress();
        signIn(Visitor.from(address, service.url()), password).expect(200);
        useUp(Limit.SIGN_IN_ACCOUNT, username);
        signIn(stranger(), "a guess").expectProblem(429, "too-many-attempts");
        signIn(Visitor.from(address, service.url()), "a mistyped one").expectProblem(401, "bad-credentials");
    }

    @Test
    void slowsAnAddressThatGuessedTwoHundredAccountsButNoOther() {
        var address = newAddress();
        var guesser = Visitor.from(address, service.url());
        useUp(Limit.SIGN_IN_ADDRESS, address);
        signIn(guesser, "nobody-" + username, "a guess").expectProblem(429, "too-many-attempts");
        signIn(stranger(), "a mistyped one").expectProblem(401, "bad-credentials");
        signIn(guesser, password).expect(200);
    }

    @Test
    void limitsGuessesByChangingThePasswordAsThoseBySigningIn() {
        var address = newAddress();
        var thief = Visitor.from(address, service.url());
        var signedIn = thief.with(signIn(thief, password).expect(200).string("accessToken"));
        change(signedIn, "a guess").expectProblem(401, "bad-credentials");
        useUp(Limit.SIGN_IN, username + "@" + address);
        IntStream.range(0, FREE_FROM_ONE_ADDRESS - 1).forEach(number -> change(signedIn, "guess " + number));
        change(signedIn, "one more guess").expectProblem(429, "too-many-attempts");
    }

    private Visitor stranger() {
        return Visitor.from(newAddress(), service.url());
    }

    private static String newAddress() {
        var number = ADDRESSES.incrementAndGet();
        return "127.77.%d.%d".formatted(number / 200, 1 + number % 200);
    }

    private List<Reply> guess(Visitor who, int times) {
        return IntStream.range(0, times).mapToObj(number -> signIn(who, "guess number " + number)).toList();
    }

    private Reply signIn(Visitor who, String attempted) {
        return signIn(who, username, attempted);
    }

    private static Reply signIn(Visitor who, String username, String attempted) {
        return who.post("/api/v1/sessions", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, attempted));
    }

    private static Reply change(Visitor who, String current) {
        return who.post("/api/v1/sessions/password", """
                {"currentPassword":"%s","newPassword":"sechzehn Kraniche 7"}""".formatted(current));
    }

    private void useUp(Limit limit, String who) {
        IntStream.range(0, limit.permits()).forEach(_ -> limits.refused(limit, who));
    }

    /// One guess from each of this many addresses, all at once.
    private List<ProblemException> guessFromAddresses(int times) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var guesses = Stream.generate(() -> threads.submit(this::guessFromAnAddress)).limit(times).toList();
            return guesses.stream().map(GuessingTest::problemOf).toList();
        }
    }

    private ProblemException guessFromAnAddress() {
        var client = new Client(newAddress(), "");
        return catchThrowableOfType(
                ProblemException.class,
                () -> service.bean(SignIn.class).begin(username, "a guess", client));
    }

    private static ProblemException problemOf(Future<ProblemException> guess) {
        try {
            return guess.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
