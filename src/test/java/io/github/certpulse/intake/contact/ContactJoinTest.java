package io.github.certpulse.intake.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.intake.contact.JoinAttack.Known;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.json.Sha256;
import io.github.certpulse.platform.time.ShownTime;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Somebody who has the list of contacts and the file of responses tries to find out who answered what.
class ContactJoinTest {
    private static TestService service;
    private final TestDatabase database = TestDatabase.of(service);

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
        var campaign = new BusyCampaign(service, schools, Role.values());
        var handed = campaign.handIn(120, minutesBetween);
        var rows = campaign.rows();
        var people = campaign.people();
        assertThat(people).hasSize(40);
        assertThat(rows).hasSize(120);
        var attack = new JoinAttack(people, rows);
        assertThat(attack.joinedWithCertainty()).as(pace).isZero();
        var chance = attack.expectedByChance();
        assertThat((double) attack.bestGuess()).as("%s: the better of two guesses, by chance %f", pace, chance)
                .isLessThanOrEqualTo(chance + 6 * Math.sqrt(chance) + 1);
        var byTime = handed.stream().map(BusyCampaign.Handed::mark).toList();
        assertThat(JoinAttack.orderOfTime(people, byTime)).as("list").isBetween(-0.7, 0.7);
        assertThat(JoinAttack.orderOfTime(rows, byTime)).as("file").isBetween(-0.42, 0.42);
        assertTimesAreShared(rows);
        // The same attacker on what list and file told before: certificate and second; the hour.
        var before = new JoinAttack(
                withCertificateAndTime(people, handed, true),
                withCertificateAndTime(rows, handed, false));
        assertThat(before.joinedWithCertainty()).as("the attacker finds people where list and file tell more")
                .isGreaterThan(minutesBetween == 2 ? 0 : 5);
    }

    @Test
    void whoLooksAfterEveryResponseLearnsOnlyAmongWhichFiveAContactIs() {
        var campaign = new BusyCampaign(service, 1, Role.TEACHER);
        campaign.handIn(6, 5);
        var known = marks(campaign.people());
        var seen = new HashSet<>(marks(campaign.rows()));
        var since = new ArrayList<String>();
        var found = 0;
        for (var i = 0; i < 25; i++) {
            var one = campaign.handIn(1, 5).getFirst();
            var now = marks(campaign.rows());
            assertThat(now).contains(one.mark()).hasSize(seen.size() + 1);
            seen.addAll(now);
            since.add(one.mark());
            var listed = new HashSet<>(marks(campaign.people()));
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
        var last = campaign.handIn(1, 5, true).getFirst();
        campaign.handIn(Contacts.MIN_PERSONS - 2 - since.size() % Contacts.MIN_PERSONS, 5, false);
        service.clock().moveOn(Duration.ofDays(40));
        assertThat(marks(campaign.people())).as("all are shown when it is over").contains(last.mark());
    }

    @Test
    void contactsAreShownTogetherFromTheFifthFurtherPersonOn() {
        var campaign = new BusyCampaign(service, 1, Role.TEACHER);
        campaign.handIn(1, 1, true);
        assertThat(campaign.people()).hasSize(1);
        campaign.handIn(1, 1, true);
        campaign.handIn(Contacts.MIN_PERSONS - 2, 1, false);
        assertThat(campaign.people()).as("four further persons").hasSize(1);
        campaign.handIn(1, 1, false);
        assertThat(campaign.people()).as("five further persons").hasSize(2);
    }

    @Test
    void theDatabaseAloneDoesNotLeadFromAContactToAResponse() {
        var campaign = new BusyCampaign(service, 1, Role.values());
        var handed = campaign.handIn(90, 1);
        assertThat(
                database.column(
                        "select column_name from information_schema.columns where table_schema = database() "
                                + "and table_name = 'left_contact' order by ordinal_position"))
                .containsExactly("link", "campaign_id", "school_id", "role", "key_id", "sealed", "shown");
        assertThat(
                database.number(
                        "select count(*) from left_contact k join response r on r.campaign_id = k.campaign_id "
                                + "where k.link in (r.id, r.respondent, left(r.body_hash, 16), "
                                + "right(r.body_hash, 16))"))
                .isZero();
        // Whoever has the list can complete each sheet by each contact; a plain hash would confirm the right one.
        for (var each : handed) {
            assertThat(
                    database.number(
                            "select count(*) from response where body_hash = unhex(?)",
                            Sha256.hex(Json.canonical(each.sheet()))))
                    .isZero();
        }
        var stored = campaign.people().stream().map(Known::mark).toList();
        assertThat(stored).hasSize(30);
        assertThat(
                database.column(
                        "select hex(link) from left_contact force index (primary) where campaign_id = ?",
                        id(campaign.province())))
                .as("in the order of the disk")
                .isSorted();
    }

    private static long id(Province province) {
        return TestDatabase.id(province.id());
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

    private static List<Known> withCertificateAndTime(
            List<Known> all,
            List<BusyCampaign.Handed> handed,
            boolean ofList) {
        var truth = new HashMap<String, BusyCampaign.Handed>();
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
