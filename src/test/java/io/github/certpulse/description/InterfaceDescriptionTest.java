package io.github.certpulse.description;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/// What the service publishes about itself is complete, and it answers as it says.
@Fast
class InterfaceDescriptionTest {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final Set<String> WITHOUT_BODY = Set.of("204", "304");
    private final TestService service = TestService.shared();
    private final Mapping document =
            Mapping.from(new Yaml().load(service.stranger().get("/openapi/certpulse.yml").expect(200).text()));
    private final DescribedAnswers described = new DescribedAnswers(document);

    @Test
    void additionsConcernCallsAndSchemasThatTheCodeHas() {
        var generated = InterfaceDescription.read(InterfaceDescription.GENERATED).member("paths");
        var additions = Mapping.of();
        InterfaceDescription.ADDITIONS.forEach(resource -> additions.merge(InterfaceDescription.read(resource)));
        var calls = new ArrayList<String>();
        additions.member("paths")
                .members()
                .forEach(
                        (path, item) -> Mapping.from(item)
                                .members()
                                .keySet()
                                .forEach(method -> calls.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        calls.addAll(additions.member("problems").members().keySet());
        var schemas = InterfaceDescription.read(InterfaceDescription.GENERATED).member("components").member("schemas");
        assertThat(additions.member("components").member("schemas").members().keySet())
                .filteredOn(name -> name.contains("Controller."))
                .isNotEmpty()
                .allMatch(schemas.members()::containsKey);
        assertThat(calls).isNotEmpty().allMatch(call -> {
            var parts = call.split(" ", 2);
            return generated.find(parts[1])
                    .flatMap(item -> item.find(parts[0].toLowerCase(Locale.ROOT)))
                    .isPresent();
        });
    }

    @Test
    void everyErrorIsAProblemWithItsCodes() {
        var codes = Arrays.stream(Problem.values()).collect(Collectors.groupingBy(Problem::status));
        forEachAnswer((name, response) -> {
            var status = Integer.parseInt(name.substring(name.lastIndexOf(' ') + 1));
            if (status >= 400) {
                var text = new Yaml().dump(response.member("content").member("application/problem+json").members());
                assertThat(text).as(name).contains("#/components/schemas/Problem");
                assertThat(codes.get(status)).as(name)
                        .isNotNull()
                        .anyMatch(problem -> text.contains(problem.code()));
            }
        });
    }

    @Test
    void everySuccessHasABodyWithASchemaOrNone() {
        forEachAnswer((name, response) -> {
            var status = name.substring(name.lastIndexOf(' ') + 1);
            if (status.startsWith("2") && !WITHOUT_BODY.contains(status)) {
                assertThat(response.member("content").members()).as(name).isNotEmpty().doesNotContainKey("*/*");
                response.member("content")
                        .members()
                        .forEach(
                                (type, media) -> assertThat(Mapping.from(media).member("schema").members())
                                        .as(name + " " + type)
                                        .isNotEmpty());
            }
            if (WITHOUT_BODY.contains(status)) {
                assertThat(response.find("content")).as(name).isEmpty();
            }
        });
    }

    @Test
    void schemasCarryNoNamesOfClassesOfTheCodeOrTheFramework() {
        var schemas = document.member("components").member("schemas").members();
        assertThat(schemas.keySet()).noneMatch(name -> name.contains("Controller") || name.matches("Http.*|Json.*"))
                .contains("Problem", "Sheet", "Definition", "AccountView", "AuditEntryPage", "CampaignView");
        assertThat(new Yaml().dump(document.members())).doesNotContain("Controller", "\\`", "\\[");
    }

    @Test
    void everyCallSaysWhoMayCallItAndHow() {
        assertThat(document.member("paths").member("/api/v1/campaigns").member("get").text("description"))
                .contains("`OFFICE`, `OFFICE_VIEWER`");
        assertThat(security("/api/v1/campaigns", "get")).isEqualTo(
                List.of(Map.of("bearer", List.of()), Map.of("session", List.of())));
        assertThat(security("/api/v1/campaigns", "post")).isEqualTo(
                List.of(Map.of("bearer", List.of()), Map.of("session", List.of(), "csrf", List.of())));
        assertThat(security("/api/v1/responses/{id}", "put")).isEqualTo(List.of(Map.of("bearer", List.of())));
        assertThat(security("/api/v1/web/sessions", "post")).isEqualTo(List.of());
        assertThat(security("/api/v1/entries/{code}", "get")).isEqualTo(List.of(Map.of(), Map.of("bearer", List.of())));
    }

    @Test
    void everyCallThatReadsIsAnsweredAsDescribed() {
        var province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120", "乙校,中职,,,,老年照护,初级,30");
        var school = province.school("甲校");
        var clerk = province.clerk("甲校");
        service.wechatUser()
                .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, school.certificate("物流管理")))
                .expect(201);
        var known = Map.of(
                "id",
                province.id(),
                "schoolId",
                school.id(),
                "role",
                "TEACHER",
                "row",
                "q9",
                "column",
                "level",
                "code",
                school.teacherCode(),
                "file",
                "teacher.png",
                "version",
                "1");
        var faults = new ArrayList<String>();
        described.operations("get").forEach((path, operation) -> {
            if (!path.endsWith("/live")) {
                var values = path.contains("/questionnaires/") ? withCode(known, "teacher-2020") : known;
                var reply = visitor(path, clerk, province.office()).get(address(path, operation, values));
                faults.addAll(described.faults("GET", path, reply));
                var stranger = service.wechatUser().get(address(path, operation, Map.of()));
                faults.addAll(described.faults("GET", path, stranger));
            }
        });
        assertThat(faults).isEmpty();
    }

    @Test
    void sheetsAndCampaignsAreSentAndAnsweredAsDescribed() {
        var province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
        var school = province.school("甲校");
        var person = service.wechatUser();
        var sheet = Sheets.teacher(school, school.certificate("物流管理"));
        var id = UUID.randomUUID();
        var put = "/api/v1/responses/{id}";
        assertThat(described.bodyFaults("PUT", put, Json.canonical(sheet))).isEmpty();
        var address = put.replace("{id}", id.toString());
        assertThat(described.faults("PUT", put, person.put(address, sheet).expect(201))).isEmpty();
        assertThat(described.faults("PUT", put, person.put(address, sheet).expect(200))).isEmpty();
        var other = put.replace("{id}", UUID.randomUUID().toString());
        assertThat(described.faults("PUT", put, person.put(other, sheet).expect(409))).isEmpty();
        var flawed = Sheets.with(sheet, "answers.q99", "\"A\"");
        assertThat(described.faults("PUT", put, person.put(other, flawed).expect(422))).isEmpty();
        var several = Sheets.array(List.of(Sheets.identified(id, sheet), Sheets.identified(UUID.randomUUID(), flawed)));
        var responses = "/api/v1/responses";
        assertThat(described.bodyFaults("POST", responses, Json.canonical(several))).isEmpty();
        assertThat(described.faults("POST", responses, person.post(responses, several).expect(200))).isEmpty();
        var change = "{\"title\":\"改名\",\"caps\":null}";
        assertThat(described.bodyFaults("PATCH", "/api/v1/campaigns/{id}", change.getBytes(UTF_8))).isEmpty();
        assertThat(
                described.faults(
                        "PATCH",
                        "/api/v1/campaigns/{id}",
                        province.office().patch(province.path(), change).expect(200)))
                .isEmpty();
        assertThat(described.bodyFaults("POST", "/api/v1/campaigns", change.getBytes(UTF_8))).isNotEmpty();
        assertThat(
                described.faults(
                        "POST",
                        "/api/v1/campaigns",
                        province.office().post("/api/v1/campaigns", change).expect(422)))
                .isEmpty();
    }

    private void forEachAnswer(BiConsumer<String, Mapping> check) {
        document.member("paths")
                .members()
                .forEach(
                        (path, item) -> Mapping.from(item)
                                .members()
                                .forEach(
                                        (method, operation) -> Mapping.from(operation)
                                                .member("responses")
                                                .members()
                                                .forEach(
                                                        (status, response) -> check.accept(
                                                                "%s %s %s".formatted(method, path, status),
                                                                Mapping.from(response)))));
    }

    private Object security(String path, String method) {
        return document.member("paths").member(path).member(method).members().get("security");
    }

    private Visitor visitor(String path, Visitor clerk, Visitor office) {
        return path.startsWith("/api/v1/school/") ? clerk
                : path.startsWith("/api/v1/entries") ? service.stranger() : office;
    }

    private static Map<String, String> withCode(Map<String, String> known, String code) {
        var values = new HashMap<>(known);
        values.put("code", code);
        return values;
    }

    /// The address with known values of variables and parameters; `x` for a variable that is not known.
    private static String address(String path, Mapping operation, Map<String, String> known) {
        var filled = VARIABLE.matcher(path).replaceAll(found -> known.getOrDefault(found.group(1), "x"));
        var parameters = operation.members().get("parameters") instanceof List<?> list ? list : List.of();
        var query = parameters.stream()
                .map(Mapping::from)
                .filter(parameter -> parameter.text("in").equals("query"))
                .map(parameter -> parameter.text("name"))
                .filter(name -> known.containsKey(name) && !name.equals("school"))
                .map(name -> name + "=" + known.get(name))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? filled : filled + "?" + query;
    }
}
