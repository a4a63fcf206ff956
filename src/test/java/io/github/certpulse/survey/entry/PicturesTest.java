package io.github.certpulse.survey.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.FakeWechat;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.ScannedCode;
import io.github.certpulse.testing.TestService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.TreeSet;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Fast
class PicturesTest {
    private final TestService service = TestService.shared();
    private final Province province =
            Province.with(
                    service,
                    "武汉职业技术学院,高职,武汉市,,,物流管理,中级,120",
                    "黄冈:职院/东区,高职,,,,物流管理,中级,9");
    private final Province.School school = province.school("武汉职业技术学院");
    private final String codes = province.path() + "/schools/" + school.id() + "/qrcodes/";

    @AfterEach
    void letWechatRecover() {
        service.wechat().recover();
    }

    @Test
    void servesTheCodesOfASchool() {
        var clerk = province.clerk("武汉职业技术学院");
        assertThat(ScannedCode.png(clerk.get("/api/v1/school/qrcodes/teacher.png").expect(200).body()))
                .isEqualTo(link(school.teacherCode()));
        assertThat(ScannedCode.png(clerk.get("/api/v1/school/qrcodes/student.png").expect(200).body()))
                .isEqualTo(link(school.studentCode()));
        assertThat(ScannedCode.svg(clerk.get("/api/v1/school/qrcodes/student.svg").expect(200).text()))
                .isEqualTo(link(school.studentCode()));
        clerk.get(codes + "teacher.png").expectProblem(403, "forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"teacher", "teacher.gif", "head.png", "teacher.", ".png", "TEACHER.png"})
    void refusesUnknownPictures(String file) {
        province.office().get(codes + file).expectProblem(404, "not-found");
    }

    @Test
    void refusesASchoolOfAnotherCampaign() {
        province.office()
                .get(Province.empty(service, "{}").path() + "/schools/" + school.id() + "/qrcodes/teacher.png")
                .expectProblem(404, "not-found");
        province.office()
                .post(Province.empty(service, "{}").path() + "/schools/" + school.id() + "/entries/teacher", "")
                .expectProblem(404, "not-found");
        province.office()
                .post(province.path() + "/schools/" + school.id() + "/entries/head", "")
                .expectProblem(404, "not-found");
    }

    @Test
    void putsAllCodesIntoOneArchive() throws IOException {
        var reply = province.office().get(province.path() + "/qrcodes.zip").expect(200);
        assertThat(reply.header("content-type")).isEqualTo("application/zip");
        var names = new ArrayList<String>();
        var links = new TreeSet<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(reply.body()), StandardCharsets.UTF_8)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                var picture = zip.readAllBytes();
                links.add(
                        entry.getName().endsWith(".png") ? ScannedCode.png(picture)
                                : ScannedCode.svg(new String(picture, StandardCharsets.UTF_8)));
            }
        }
        assertThat(names).hasSize(8).contains("001-武汉职业技术学院-teacher.png", "002-黄冈_职院_东区-student.svg");
        var other = province.school("黄冈:职院/东区");
        assertThat(links).containsExactlyInAnyOrder(
                link(school.teacherCode()),
                link(school.studentCode()),
                link(other.teacherCode()),
                link(other.studentCode()));
    }

    @Test
    void asksWechatForItsPictureOnce() {
        var asked = service.wechat().codes();
        var first = province.office().get(codes + "teacher.wechat").expect(200);
        assertThat(first.header("content-type")).isEqualTo("image/jpeg");
        assertThat(service.wechat().lastCode()).contains(school.teacherCode());
        assertThat(province.clerk("武汉职业技术学院").get("/api/v1/school/qrcodes/teacher.wechat").expect(200).body())
                .isEqualTo(first.body());
        assertThat(service.wechat().codes()).isEqualTo(asked + 1);
        service.wechat().failCodesWith(45009, FakeWechat.JSON);
        assertThat(province.office().get(codes + "teacher.wechat").expect(200).body()).isEqualTo(first.body());
    }

    @Test
    void leavesOutOnlyWechatsPictureWhileWechatFails() {
        service.wechat().failCodesWith(-1, FakeWechat.JSON);
        assertThat(
                province.office()
                        .get(codes + "student.wechat")
                        .expectProblem(503, "wechat-unavailable")
                        .header("retry-after"))
                .matches("[1-9]\\d*");
        province.office().get(codes + "student.png").expect(200);
        service.wechat().recover();
        province.office().get(codes + "student.wechat").expect(200);
    }

    private String link(String code) {
        return service.bean(PublicUrl.class).base() + "/s/" + code;
    }
}
