package io.github.certpulse.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Attack;
import io.github.certpulse.testing.PlantedServer;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/// Requests as the description of the interface allows them, and others: none may end in an error of the service.
@Attack
class OpenApiFuzzTest {
    private static final Duration TIME = Duration.ofSeconds(40);
    private static final Duration TIME_FOR_A_PLANTED_FAULT = Duration.ofSeconds(20);
    /// The service says so where it has no WeChat.
    private static final Pattern EXPECTED_503 = Pattern.compile("\"code\":\"wechat-[a-z-]+\"");
    private static final Set<Integer> WITHOUT_PROBLEM = Set.of(304);
    private static final String PLANTED = """
            paths:
              /things/{id}:
                put:
                  parameters: [{name: id, in: path, schema: {type: string}}]
                  requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
            components:
              schemas:
                Thing: {type: object, properties: {size: {type: integer}, names: {type: array, items: {type: string}}}}
            """;

    @Test
    void theServiceFailsAtNoRequest() {
        try (
                var service = TestService
                        .start(TestServers.shared().databasePort(), TestServers.shared().redisPort(), unlimited())) {
            var province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120", "乙校,中职,,,,老年照护,初级,30");
            var fuzzer = new OpenApiFuzzer(description(service), known(province), random());

            assertThat(firstFault(fuzzer, () -> anybody(service, province), TIME)).isEmpty();
        }
    }

    @Test
    void findsAFaultThatWasPlanted() {
        var fuzzer = new OpenApiFuzzer(new Yaml().load(PLANTED), Map.of(), random());
        try (var server = PlantedServer.answering(exchange -> {
            try {
                var body = new String(exchange.getRequestBody().readAllBytes());
                return body.contains("\"names\":[null") ? 500 : 204;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        })) {
            var visitor = Visitor.at(server.url());

            assertThat(firstFault(fuzzer, () -> visitor, TIME_FOR_A_PLANTED_FAULT)).isPresent();
        }
    }

    private static Optional<String> firstFault(OpenApiFuzzer fuzzer, Supplier<Visitor> people, Duration time) {
        var end = Instant.now().plus(time);
        var person = people.get();
        for (var number = 1; Instant.now().isBefore(end); number++) {
            if (number % 100 == 0) {
                person = people.get();
            }
            var request = fuzzer.next();
            var body = BodyPublishers.ofByteArray(request.body());
            var reply = request.contentType().isEmpty()
                    ? person.send(request.method(), request.path(), body)
                    : person.send(request.method(), request.path(), body, "Content-Type", request.contentType());
            if (isFault(reply)) {
                return Optional.of("request %d: %s%n%d %s".formatted(number, request, reply.status(), reply.text()));
            }
        }
        return Optional.empty();
    }

    private static boolean isFault(Reply reply) {
        if (reply.status() >= 500) {
            return reply.status() != 503 || !EXPECTED_503.matcher(reply.text()).find();
        }
        return reply.status() >= 400 && !WITHOUT_PROBLEM.contains(reply.status())
                && !reply.text().contains("\"code\":");
    }

    /// Somebody new each time, since requests sign out, close accounts and change passwords.
    private static Visitor anybody(TestService service, Province province) {
        return switch (random().nextInt(4)) {
            case 0 -> service.stranger();
            case 1 -> service.browser();
            default -> service.office();
        };
    }

    private static Map<String, List<String>> known(Province province) {
        var school = province.school("甲校");
        return Map.of(
                "id",
                List.of(province.id(), UUID.randomUUID().toString()),
                "schoolId",
                List.of(school.id()),
                "school",
                List.of(school.id(), "甲校"),
                "entry",
                List.of(school.teacherCode(), school.studentCode()),
                "code",
                List.of(school.teacherCode(), "teacher-2020"),
                "certificateId",
                List.of(school.certificate("物流管理")),
                "version",
                List.of("1"),
                "role",
                List.of("TEACHER", "STUDENT", "teacher"));
    }

    private static Map<String, Object> unlimited() {
        return Map.of("certpulse.rate-limits", "off");
    }

    private static RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create();
    }

    private static Map<String, Object> description(TestService service) {
        return new Yaml().load(service.stranger().get("/openapi/certpulse.yml").expect(200).text());
    }
}
