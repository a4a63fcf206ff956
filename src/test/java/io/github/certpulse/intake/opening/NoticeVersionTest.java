package io.github.certpulse.intake.opening;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.json.Sha256;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which privacy notice respondents agreed to.
@Fast
class NoticeVersionTest {
    private final TestService service = TestService.shared();
    private final Province province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
    private final Province.School school = province.school("甲校");
    private final JsonNode sheet = Sheets.teacher(school, school.certificate("物流管理"));

    /// Whoever changes a text must make a new version: responses say which text was shown.
    @Test
    void textsOfPublishedVersionsNeverChange() {
        var hashes = IntStream.rangeClosed(1, PrivacyNotice.CURRENT)
                .mapToObj(version -> PrivacyNotice.find(version, "调查").orElseThrow())
                .map(words -> Sha256.digest((words.zh() + words.en()).getBytes(UTF_8)))
                .map(hash -> HexFormat.of().formatHex(hash).substring(0, 16))
                .toList();
        assertThat(hashes).isEqualTo(List.of("c0f38c3c48e67a79", "33c0ad37ab4e6a6a"));
        assertThat(PrivacyNotice.find(0, "调查")).isEmpty();
        assertThat(PrivacyNotice.find(PrivacyNotice.CURRENT + 1, "调查")).isEmpty();
    }

    @Test
    void anEntryNamesTheVersionAndTheNoticeTellsOfSourceMarksAndTime() {
        var entry = service.stranger().get("/api/v1/entries/" + school.teacherCode()).expect(200);
        assertThat(entry.number("noticeVersion")).isEqualTo(PrivacyNotice.CURRENT);
        assertThat(entry.string("privacyNotice")).contains("来源标记", "相隔多少秒", "不展示也不导出");
        assertThat(
                service.stranger()
                        .get("/api/v1/entries/" + school.teacherCode(), "Accept-Language", "en")
                        .expect(200)
                        .string("privacyNotice"))
                .contains("source mark", "how many seconds");
    }

    @Test
    void aResponseRecordsTheVersionThatTheClientShowedOrElseTheCurrentOne() {
        assertThat(stored(sheet)).isEqualTo(PrivacyNotice.CURRENT);
        assertThat(stored(Sheets.with(sheet, "noticeVersion", "1"))).isEqualTo(1);
        // Of a replica that was upgraded before.
        assertThat(stored(Sheets.with(sheet, "noticeVersion", "9999"))).isEqualTo(9999);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "\"1\"", "10000", "true"})
    void aVersionThatIsNoneIsMalformed(String version) {
        service.wechatUser()
                .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.with(sheet, "noticeVersion", version))
                .expectProblem(400, "malformed");
    }

    @Test
    void theOfficeSeesHowManyResponsesThereAreOfEachVersion() {
        stored(sheet);
        stored(sheet);
        stored(Sheets.with(sheet, "noticeVersion", "1"));
        try (var database = TestDatabase.of(service)) {
            database.storeUnannounced(school.certificate("物流管理"), 0);
        }
        var notices = province.office().get(province.path() + "/quality?role=TEACHER").expect(200).at("notices");
        assertThat(notices)
                .isEqualTo(Sheets.json("""
                        [{"responses":1},{"version":1,"responses":1},{"version":2,"responses":2}]"""));
        assertThat(
                province.office()
                        .get("/office/campaigns/" + province.id() + "/quality?role=TEACHER")
                        .expect(200)
                        .text())
                .contains("data-notice=\"0\"", "data-notice=\"1\"", "data-notice=\"2\"", "来源标记");
    }

    private int stored(JsonNode handedIn) {
        var id = UUID.randomUUID();
        var path = "/api/v1/responses/" + id;
        var respondent = service.wechatUser();
        respondent.put(path, handedIn).expect(201);
        respondent.put(path, handedIn).expect(200);
        try (var database = TestDatabase.of(service)) {
            return database.number(
                    "select notice_version from response where id = unhex(?)",
                    id.toString().replace("-", ""));
        }
    }
}
