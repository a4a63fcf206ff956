package io.github.certpulse.testing;

import io.micronaut.json.tree.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A separate campaign with its schools, with which most tests begin.
public final class Province {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String HEADINGS =
            "school,level,city,route,address,certificate,certificateLevel,registeredStudents\n";
    private final RunningService service;
    private final Visitor office;
    private final String id;

    private Province(RunningService service, Visitor office, String id) {
        this.service = service;
        this.office = office;
        this.id = id;
    }

    /// A school as the office sees it.
    ///
    /// @param certificates ids by name
    public record School(
            String id,
            String name,
            String teacherCode,
            String studentCode,
            Map<String, String> certificates) {

        public String certificate(String name) {
            return certificates.get(name);
        }
    }

    /// An open campaign with Hubei's quota and the schools of a roster:
    /// `school,level,city,route,address,certificate,level,registered`.
    public static Province with(RunningService service, String... rosterRows) {
        return withQuota(service, "{\"perCertificate\":{\"teachers\":5,\"students\":10}}", rosterRows);
    }

    /// The same with this quota, as JSON.
    public static Province withQuota(RunningService service, String quota, String... rosterRows) {
        var province = empty(service, quota);
        province.importRoster(rosterRows).expect(200);
        return province;
    }

    /// The same with Hubei's quota, by a member of the office.
    public static Province as(TestService service, Visitor office, String... rosterRows) {
        var province = empty(service, office, "{\"perCertificate\":{\"teachers\":5,\"students\":10}}");
        province.importRoster(rosterRows).expect(200);
        return province;
    }

    /// An open campaign without schools.
    public static Province empty(RunningService service, String quota) {
        return empty(service, service.office(), quota);
    }

    private static Province empty(RunningService service, Visitor office, String quota) {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var id = office.post(
                "/api/v1/campaigns",
                """
                        {"title":"试点调查 %d","province":"湖北省","opensAt":"%s",\
                        "closesAt":"%s","quota":%s}""".formatted(
                        NUMBER.incrementAndGet(),
                        now.minus(1, ChronoUnit.DAYS),
                        now.plus(30, ChronoUnit.DAYS),
                        quota))
                .expect(201)
                .string("id");
        return new Province(service, office, id);
    }

    public String id() {
        return id;
    }

    public String path() {
        return "/api/v1/campaigns/" + id;
    }

    public Visitor office() {
        return office;
    }

    public Reply importRoster(String... rows) {
        return office.upload(
                path() + "/roster",
                "roster.csv",
                (HEADINGS + String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// Changes the campaign by a merge patch.
    public Province change(String patch) {
        office.patch(path(), patch).expect(200);
        return this;
    }

    public List<JsonNode> schoolList() {
        return office.get(path() + "/schools?size=500").expect(200).list("items");
    }

    public School school(String name) {
        var found = schoolList().stream()
                .filter(school -> school.get("name").getStringValue().equals(name))
                .findFirst()
                .orElseThrow();
        var teacherCode = Reply.at(found, "entries.teacher").getStringValue();
        var certificates = new HashMap<String, String>();
        service.stranger()
                .get("/api/v1/entries/" + teacherCode)
                .expect(200)
                .list("certificates")
                .forEach(
                        certificate -> certificates
                                .put(certificate.get("name").getStringValue(), certificate.get("id").getStringValue()));
        return new School(
                found.get("id").getStringValue(),
                name,
                teacherCode,
                Reply.at(found, "entries.student").getStringValue(),
                certificates);
    }

    /// Opens accounts for all schools without one: user name and first password, by the school's name.
    public Map<String, List<String>> openAccounts() {
        var lines = office.post(path() + "/accounts", "", "Accept", "text/csv")
                .expect(200)
                .text()
                .substring(1)
                .lines()
                .skip(1)
                .toList();
        var accounts = new HashMap<String, List<String>>();
        lines.stream()
                .map(line -> line.split(","))
                .forEach(cells -> accounts.put(cells[0], List.of(cells[1], cells[2])));
        return accounts;
    }

    /// A school's clerk, signed in after changing the first password.
    public Visitor clerk(String school) {
        var account = openAccounts().get(school);
        return service.signedInWithOwnPassword(account.get(0), account.get(1));
    }
}
