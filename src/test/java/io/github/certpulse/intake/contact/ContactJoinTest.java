package io.github.certpulse.intake.contact;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import io.github.certpulse.intake.contact.JoinAttack.Known;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.json.Sha256;
import io.github.certpulse.platform.time.ShownTime;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Somebody who has the list of contacts and the file of responses tries to find out who answered what.
class ContactJoinTest {
    private static final List<String> CERTIFICATES = List.of("物流管理", "老年照护", "网店运营");
    private static TestService service;
    private final TestDatabase database = TestDatabase.of(service);
    private final Random random = new Random(20261127);
    private final Map<String, Province.School> schoolsByName = new HashMap<>();
    private boolean onlyTeachers;

    private record Handed(String mark, Instant at, boolean hasContact, String certificate, JsonNode sheet) {}

    @BeforeAll
    static void start() {
        var servers = TestServers.shared();
        service = TestService
                .start(servers.databasePort(), servers.redisPort(), Map.of("certpulse.rate-limits", "off"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void close() {
        database.close();
        service.clock().reset();
    }

    @ParameterizedTest
    @CsvSource({"normal pace, 3, 40", "busy hours, 3, 2", "a single school, 1, 20"})
    void nobodyIsJoinedAndNoGuessIsBetterThanChance(String pace, int schools, int minutesBetween) {
        var province = province(schools);
        var handed = handIn(schools, 120, minutesBetween);
        var rows = rows(province);
        var people = people(province, handed);
        assertThat(people).hasSize(40);
        assertThat(rows).hasSize(120);
        var attack = new JoinAttack(people, rows);
        assertThat(attack.joinedWithCertainty()).as(pace).isZero();
        var chance = attack.expectedByChance();
        assertThat((double) attack.bestGuess()).as("%s: the better of two guesses, by chance %f", pace, chance)
                .isLessThanOrEqualTo(chance + 6 * Math.sqrt(chance) + 1);
        var byTime = handed.stream().map(Handed::mark).toList();
        assertThat(JoinAttack.orderOfTime(people, byTime)).as("list").isBetween(-0.7, 0.7);
        assertThat(JoinAttack.orderOfTime(rows, byTime)).as("file").isBetween(-0.42, 0.42);
        assertTimesAreShared(rows);
        // The same attacker on what list and file told before: certificate and second; the hour.
        var before = new JoinAttack(
                withCertificateAndTime(people, handed, true),
                withCertificateAndTime(rows, handed, false));
        assertThat(before.joinedWithCertainty()).as("the attacker finds people where list and file tell more")
                .isGreaterThan(minutesBetween == 2 ? 0 : 15);
    }

    @Test
    void whoLooksAfterEveryResponseLearnsOnlyAmongWhichFiveAContactIs() {
        onlyTeachers = true;
        var province = province(1);
        handIn(1, 6, 5);
        var known = marks(people(province, List.of()));
        var seen = new HashSet<>(marks(rows(province)));
        var since = new ArrayList<String>();
        var found = 0;
        for (var i = 0; i < 25; i++) {
            var one = handIn(1, 1, 5).getFirst();
            var now = marks(rows(province));
            assertThat(now).contains(one.mark()).hasSize(seen.size() + 1);
            seen.addAll(now);
            since.add(one.mark());
            var listed = new HashSet<>(marks(people(province, List.of())));
            listed.removeAll(known);
            known.addAll(listed);
            if (!listed.isEmpty()) {
                assertThat(since).as("those who came since contacts were last shown").containsAll(listed);
                assertThat(since.size()).isGreaterThanOrEqualTo(Contacts.MIN_PERSONS);
                found += listed.size();
            }
            if (since.size() >= Contacts.MIN_PERSONS) {
                since.clear();
            }
        }
        assertThat(found).isGreaterThan(3);
        var last = handIn(1, 1, 5, true).getFirst();
        handIn(1, Contacts.MIN_PERSONS - 2 - since.size() % Contacts.MIN_PERSONS, 5, false);
        service.clock().moveOn(Duration.ofDays(40));
        assertThat(marks(people(province, List.of()))).as("all are shown when it is over").contains(last.mark());
    }

    @Test
    void contactsAreShownTogetherFromTheFifthFurtherPersonOn() {
        onlyTeachers = true;
        var province = province(1);
        handIn(1, 1, 1, true);
        assertThat(people(province, List.of())).hasSize(1);
        handIn(1, 1, 1, true);
        handIn(1, Contacts.MIN_PERSONS - 2, 1, false);
        assertThat(people(province, List.of())).as("four further persons").hasSize(1);
        handIn(1, 1, 1, false);
        assertThat(people(province, List.of())).as("five further persons").hasSize(2);
    }

    @Test
    void theDatabaseAloneDoesNotLeadFromAContactToAResponse() {
        var province = province(1);
        var handed = handIn(1, 90, 1);
        assertThat(
                database.column(
                        "select column_name from information_schema.columns where table_schema = database() "
                                + "and table_name = 'left_contact' order by ordinal_position"))
                .containsExactly("link", "campaign_id", "school_id", "role", "key_id", "sealed", "shown");
        assertThat(
                database.number(
                        "select count(*) from left_contact k join response r on r.campaign_id = k.campaign_id "
                                + "where k.link in (r.id, r.respondent, left(r.body_hash, 16), right(r.body_hash, 16))"))
                .isZero();
        // Whoever has the list can complete each sheet by each contact; a plain hash would confirm the right one.
        for (var each : handed) {
            assertThat(
                    database.number(
                            "select count(*) from response where body_hash = unhex(?)",
                            Sha256.hex(Json.canonical(each.sheet()))))
                    .isZero();
        }
        var stored = people(province, List.of()).stream().map(Known::mark).toList();
        assertThat(stored).hasSize(30);
        assertThat(
                database.column(
                        "select hex(link) from left_contact force index (primary) where campaign_id = ?",
                        id(province)))
                .as("in the order of the disk")
                .isSorted();
    }

    private static long id(Province province) {
        return TestDatabase.id(province.id());
    }

    private Province province(int schools) {
        var roster = new ArrayList<String>();
        for (var school = 0; school < schools; school++) {
            for (var certificate : CERTIFICATES) {
                roster.add("第%d学校,高职,武汉市,,,%s,中级,500".formatted(school, certificate));
            }
        }
        var province = Province.with(service, roster.toArray(String[]::new));
        for (var school = 0; school < schools; school++) {
            schoolsByName.put("第%d学校".formatted(school), province.school("第%d学校".formatted(school)));
        }
        return province;
    }

    /// Every third leaves a contact.
    private List<Handed> handIn(int schools, int number, int minutesBetween) {
        var all = new ArrayList<Handed>();
        for (var each = 0; each < number; each++) {
            var withContact = number == 1 ? random.nextInt(3) == 0 : each % 3 == 2;
            all.addAll(handIn(schools, 1, minutesBetween, withContact));
        }
        return all;
    }

    private List<Handed> handIn(int schools, int number, int minutesBetween, boolean withContact) {
        var all = new ArrayList<Handed>();
        for (var each = 0; each < number; each++) {
            service.clock().moveOn(Duration.ofSeconds(1 + random.nextInt(minutesBetween * 120)));
            var school = schoolsByName.get("第%d学校".formatted(random.nextInt(schools)));
            var certificate = CERTIFICATES.get(random.nextInt(CERTIFICATES.size()));
            var mark = "m" + UUID.randomUUID().toString().substring(0, 12);
            var isTeacher = random.nextBoolean() || onlyTeachers;
            var plain = isTeacher ? Sheets.teacher(school, school.certificate(certificate))
                    : Sheets.student(school, school.certificate(certificate));
            var sheet = Sheets.with(plain, isTeacher ? "answers.q21" : "answers.q17", '"' + mark + '"');
            if (withContact) {
                sheet = Sheets.with(sheet, "contact", "{\"name\":\"%s\",\"phone\":\"13871234567\"}".formatted(mark));
            }
            service.wechatUser().put("/api/v1/responses/" + UUID.randomUUID(), sheet).expect(201);
            all.add(new Handed(mark, service.clock().instant(), withContact, certificate, sheet));
        }
        return all;
    }

    /// The list as the API tells it.
    private static List<Known> people(Province province, List<Handed> handed) {
        return Reply.items(service.office().get(province.path() + "/contacts").expect(200).json())
                .stream()
                .map(contact -> {
                    assertThat(Sheets.members(contact).keySet())
                            .containsExactlyInAnyOrder("name", "phone", "role", "school");
                    return new Known(
                            contact.get("name").getStringValue(),
                            contact.get("school").getStringValue(),
                            contact.get("role").getStringValue(),
                            Optional.empty(),
                            Optional.empty());
                })
                .toList();
    }

    private static List<Known> rows(Province province) {
        var csv = service.office().get(province.path() + "/exports/responses.csv").expect(200).text().substring(1);
        return CsvReader.builder().ofNamedCsvRecord(csv).stream().map(row -> {
            var isTeacher = row.getField("questionnaire").startsWith("teacher");
            return new Known(
                    row.getField(isTeacher ? "teacher_q21" : "student_q17"),
                    row.getField("school"),
                    isTeacher ? "TEACHER" : "STUDENT",
                    Optional.of(row.getField("certificate")),
                    Optional.of(row.getField("received_hour")));
        }).toList();
    }

    private static List<String> marks(List<Known> all) {
        return new ArrayList<>(all.stream().map(Known::mark).toList());
    }

    private static void assertTimesAreShared(List<Known> rows) {
        var cells = new HashMap<String, Integer>();
        rows.stream()
                .filter(row -> !row.time().orElseThrow().isEmpty())
                .forEach(row -> cells.merge(row.group() + row.certificate() + row.time(), 1, Integer::sum));
        assertThat(cells.values()).allMatch(number -> number >= 5);
    }

    private static List<Known> withCertificateAndTime(List<Known> all, List<Handed> handed, boolean ofList) {
        var truth = new HashMap<String, Handed>();
        handed.forEach(each -> truth.put(each.mark(), each));
        return all.stream().map(known -> {
            var each = truth.get(known.mark());
            assertThat(each.hasContact() || !ofList).isTrue();
            return new Known(
                    known.mark(),
                    known.school(),
                    known.role(),
                    Optional.of(each.certificate()),
                    Optional.of(ShownTime.hour(each.at())));
        }).toList();
    }
}
