package io.github.certpulse.intake.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Crowd;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Arrays of sheets, and single sheets, at the same moment.
@Fast
class ArraysAtOnceTest {
    private static final String ARRAY = "/api/v1/responses";
    private static final String SCHOOL = "荆州职业技术学院";
    private static final List<String> CERTIFICATES = List.of("物流管理", "老年照护", "母婴护理");
    private final TestService service = TestService.shared();
    private final Province province = Province.with(
            service,
            CERTIFICATES.stream().map(name -> SCHOOL + ",高职,荆州市,,,%s,中级,120".formatted(name)).toArray(String[]::new));
    private final Province.School school = province.school(SCHOOL);
    private final List<JsonNode> sheets = CERTIFICATES.stream()
            .map(certificate -> Sheets.student(school, school.certificate(certificate)))
            .toList();
    private final TestDatabase database = TestDatabase.of(service);

    @AfterEach
    void leave() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void storeEachSheetOnceOfAnArrayThatIsSentSeveralTimesAtOnce(int devices) {
        var array = Sheets.array(identified(ids()));
        var replies = Crowd.ofDevices(service, devices).atOnce((device, _) -> device.post(ARRAY, array).expect(200));
        for (var i = 0; i < sheets.size(); i++) {
            var place = "outcomes.%d.".formatted(i);
            var statuses = replies.stream().map(reply -> reply.number(place + "status")).toList();
            assertThat(statuses).containsOnlyOnce(201).allMatch(status -> status <= 201);
            assertThat(replies).extracting(reply -> reply.string(place + "receipt"))
                    .containsOnly(replies.getFirst().string(place + "receipt"));
        }
        assertEachCertificateHas(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void storeOneSheetForACertificateWhenAPersonSendsDifferentArraysAtOnce(int devices) {
        var replies = Crowd.ofDevices(service, devices).atOnce((device, number) -> {
            var own = identified(ids());
            // Half of them in the other order, so that they meet.
            return device.post(ARRAY, Sheets.array(number % 2 == 0 ? own : own.reversed())).expect(200);
        });
        var outcomes = replies.stream().flatMap(reply -> reply.list("outcomes").stream()).toList();
        assertThat(outcomes).hasSize(devices * sheets.size());
        assertThat(outcomes).filteredOn(outcome -> status(outcome) == 201).hasSize(sheets.size());
        assertThat(outcomes).filteredOn(outcome -> status(outcome) != 201)
                .allMatch(outcome -> Reply.at(outcome, "problem.code").getStringValue().equals("already-answered"));
        assertEachCertificateHas(1);
    }

    @Test
    void meetSingleSheetsAsThoseMeetEachOther() {
        var ids = ids();
        var statuses = new HashMap<UUID, List<Integer>>();
        var receipts = new HashMap<UUID, HashSet<String>>();
        ids.forEach(id -> {
            statuses.put(id, Collections.synchronizedList(new ArrayList<>()));
            receipts.put(id, new HashSet<>());
        });
        var replies = Crowd.ofDevices(service, 12).atOnce((device, number) -> {
            var one = number / 2 % sheets.size();
            return number % 2 == 0 ? device.post(ARRAY, Sheets.array(identified(ids))).expect(200)
                    : device.put(ARRAY + "/" + ids.get(one), sheets.get(one));
        });
        replies.forEach(reply -> {
            var outcomes = reply.json().get("outcomes") == null ? List.of(reply.json()) : reply.list("outcomes");
            outcomes.forEach(outcome -> {
                var id = UUID.fromString(outcome.get("id").getStringValue());
                statuses.get(id).add(outcome.get("status") == null ? reply.status() : status(outcome));
                receipts.get(id).add(outcome.get("receipt").getStringValue());
            });
        });
        assertThat(statuses.values()).allSatisfy(
                ofOne -> assertThat(ofOne).hasSize(8).containsOnlyOnce(201).allMatch(status -> status <= 201));
        assertThat(receipts.values()).allSatisfy(ofOne -> assertThat(ofOne).hasSize(1));
        assertEachCertificateHas(1);
    }

    @Test
    void giveTheLastPlaceOfACapToOneOfTwoPeopleAndHoldUpNothingElse() {
        province.change("{\"caps\":{\"perCertificate\":{\"students\":3}}}");
        Crowd.of(service, 2)
                .atOnce((person, _) -> person.put(ARRAY + "/" + UUID.randomUUID(), sheets.get(1)).expect(201));
        var replies = Crowd.of(service, 2)
                .atOnce((person, _) -> person.post(ARRAY, Sheets.array(identified(ids()))).expect(200));
        assertThat(replies).allMatch(reply -> status(reply, 0) == 201 && status(reply, 2) == 201);
        assertThat(replies).extracting(reply -> status(reply, 1)).containsExactlyInAnyOrder(201, 409);
        assertThat(database.rows(school.certificate(CERTIFICATES.get(1)))).isEqualTo(3);
        assertThat(
                database.number(
                        "select students_taken from certificate where id = ?",
                        TestDatabase.id(school.certificate(CERTIFICATES.get(1)))))
                .isEqualTo(3);
    }

    @Test
    void storeAllSheetsOfManyPeople() {
        var replies = Crowd.of(service, 60)
                .atOnce((person, _) -> person.post(ARRAY, Sheets.array(identified(ids()))).expect(200));
        assertThat(replies).allSatisfy(
                reply -> assertThat(reply.list("outcomes")).allMatch(outcome -> status(outcome) == 201));
        assertEachCertificateHas(60);
    }

    private void assertEachCertificateHas(int responses) {
        assertThat(CERTIFICATES).allSatisfy(
                certificate -> assertThat(database.rows(school.certificate(certificate))).isEqualTo(responses));
    }

    private List<UUID> ids() {
        return Stream.generate(UUID::randomUUID).limit(sheets.size()).toList();
    }

    private List<JsonNode> identified(List<UUID> ids) {
        return IntStream.range(0, sheets.size()).mapToObj(i -> Sheets.identified(ids.get(i), sheets.get(i))).toList();
    }

    private static int status(Reply reply, int sheet) {
        return reply.number("outcomes.%d.status".formatted(sheet));
    }

    private static int status(JsonNode outcome) {
        return outcome.get("status").getIntValue();
    }
}
