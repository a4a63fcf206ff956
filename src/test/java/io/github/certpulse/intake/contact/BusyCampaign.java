package io.github.certpulse.intake.contact;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import io.github.certpulse.intake.contact.JoinAttack.Known;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/// A campaign in which people answer at their own pace, and what the office sees of it.
final class BusyCampaign {
    private static final List<String> CERTIFICATES = List.of("物流管理", "老年照护", "网店运营");
    private final TestService service;
    private final Province province;
    private final int schools;
    private final List<Role> roles;
    private final Random random = new Random(20261127);
    private final Map<String, Province.School> schoolsByName = new HashMap<>();

    record Handed(String mark, Instant at, boolean hasContact, String certificate, JsonNode sheet) {}

    BusyCampaign(TestService service, int schools, Role... roles) {
        this.service = service;
        this.schools = schools;
        this.roles = List.of(roles);
        var roster = new ArrayList<String>();
        for (var school = 0; school < schools; school++) {
            for (var certificate : CERTIFICATES) {
                roster.add("第%d学校,高职,武汉市,,,%s,中级,500".formatted(school, certificate));
            }
        }
        province = Province.with(service, roster.toArray(String[]::new));
        for (var school = 0; school < schools; school++) {
            schoolsByName.put("第%d学校".formatted(school), province.school("第%d学校".formatted(school)));
        }
    }

    Province province() {
        return province;
    }

    /// Every third leaves a contact.
    List<Handed> handIn(int number, int minutesBetween) {
        var all = new ArrayList<Handed>();
        for (var each = 0; each < number; each++) {
            var withContact = number == 1 ? random.nextInt(3) == 0 : each % 3 == 2;
            all.addAll(handIn(1, minutesBetween, withContact));
        }
        return all;
    }

    List<Handed> handIn(int number, int minutesBetween, boolean withContact) {
        var all = new ArrayList<Handed>();
        for (var each = 0; each < number; each++) {
            service.clock().moveOn(Duration.ofSeconds(1 + random.nextInt(minutesBetween * 120)));
            var school = schoolsByName.get("第%d学校".formatted(random.nextInt(schools)));
            var certificate = CERTIFICATES.get(random.nextInt(CERTIFICATES.size()));
            var mark = "m" + UUID.randomUUID().toString().substring(0, 12);
            var isTeacher = roles.get(random.nextInt(roles.size())) == Role.TEACHER;
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
    List<Known> people() {
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

    List<Known> rows() {
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

}
