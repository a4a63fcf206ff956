package io.github.certpulse.output.poster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.entry.PublicUrl;
import io.github.certpulse.testing.PrintedPage;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.ScannedCode;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.junit.jupiter.api.Test;

/// A school prints its poster, the office all of them.
class PosterTest {
    private static final String OWN = "/api/v1/school/poster.pdf";
    private static final int MAX_BYTES = 200 * 1024;
    private static final String LONG_NAME =
            "湖北省恩施土家族苗族自治州建始县第三中等职业技术学校（东校区）".repeat(4).substring(0, 100);
    private final TestService service = TestService.shared();
    private final Province province =
            Province.with(
                    service,
                    "甲校,高职,武汉市,,,物流管理,中级,120",
                    LONG_NAME + ",中职,恩施州,,,物流管理,中级,80");

    @Test
    void isOnePageWithBothCodesTheDeadlineAndAWordOnConfidentiality() {
        province.change("{\"title\":\"湖北省1+X证书试点调查\",\"closesAt\":\"2099-01-15T16:30:00Z\"}");
        var reply = province.clerk("甲校").get(OWN).expect(200);
        assertThat(reply.header("content-type")).startsWith("application/pdf");
        assertThat(reply.header("content-disposition"))
                .startsWith("inline; filename=\"poster.pdf\"; filename*=UTF-8''%E6%B5%B7%E6%8A%A5-");
        assertThat(reply.body()).hasSizeLessThan(MAX_BYTES);
        try (var page = new PrintedPage(reply.body())) {
            assertThat(page.pages()).isEqualTo(1);
            assertThat(page.millimetres(0)).containsExactly(210L, 297L);
            assertThat(page.text(0))
                    .contains(
                            "湖北省1+X证书试点调查",
                            "甲校",
                            "教师",
                            "学生",
                            "2099年1月16日00:30",
                            "北京时间",
                            "本次调查了解",
                            "学校看不到任何个人的答卷")
                    .doesNotContain("样例", "#");
        }
    }

    @Test
    void hasCodesThatAreReadableAtFullAndHalfSize() {
        for (var name : List.of("甲校", LONG_NAME)) {
            try (var page = new PrintedPage(office(name).expect(200).body())) {
                for (var scale : List.of(1.0, 0.5)) {
                    assertThat(ScannedCode.all(page.onPaper(0, scale))).as("%s at %s", name, scale)
                            .containsExactlyInAnyOrderElementsOf(links(name));
                }
            }
        }
    }

    @Test
    void containsItsChineseFont() {
        try (var page = new PrintedPage(office("甲校").expect(200).body())) {
            assertThat(page.fonts(0)).extracting(PDFont::getName)
                    .allMatch(name -> name.matches("[A-Z]{6}\\+WenQuanYiMicroHei"))
                    .isNotEmpty();
            assertThat(page.fonts(0)).allMatch(PDFont::isEmbedded);
        }
    }

    @Test
    void fitsTheLongestNameOfASchool() {
        assertThat(LONG_NAME).hasSize(100);
        try (var page = new PrintedPage(office(LONG_NAME).expect(200).body())) {
            assertThat(page.pages()).isEqualTo(1);
            assertThat(page.text(0)).contains(LONG_NAME, "截止时间");
        }
    }

    @Test
    void marksASample() {
        try (var database = TestDatabase.of(service)) {
            database.change(
                    "update campaign set sample = true, revision = revision + 1 where id = ?",
                    TestDatabase.id(province.id()));
        }
        try (var page = new PrintedPage(office("甲校").expect(200).body())) {
            assertThat(page.text(0)).contains("样例");
        }
    }

    @Test
    void showsAReplacedCode() {
        var fresh = province.office()
                .post(province.path() + "/schools/" + province.school("甲校").id() + "/entries/teacher", "")
                .expect(201)
                .string("code");
        try (var page = new PrintedPage(office("甲校").expect(200).body())) {
            assertThat(ScannedCode.all(page.onPaper(0, 1)))
                    .contains(service.bean(PublicUrl.class).base() + "/s/" + fresh);
        }
    }

    @Test
    void sendsAllInRosterOrderAndReportsItsProgress() {
        var reply = service.viewer().get(province.path() + "/posters.pdf?download=posters-of-all").expect(200);
        assertThat(reply.header("content-disposition")).startsWith("attachment; filename=\"posters.pdf\"");
        try (var pages = new PrintedPage(reply.body())) {
            assertThat(pages.pages()).isEqualTo(2);
            assertThat(pages.text(0)).contains("甲校");
            assertThat(pages.text(1)).contains(LONG_NAME);
            assertThat(ScannedCode.all(pages.onPaper(1, 0.5))).containsExactlyInAnyOrderElementsOf(links(LONG_NAME));
        }
        var progress = province.office().get(province.path() + "/transfers/posters-of-all").expect(200);
        assertThat(List.of(progress.number("rows"), progress.number("total"))).containsExactly(2, 2);
    }

    @Test
    void canBeMadeSeveralAtOnce() {
        var names = Stream.generate(() -> List.of("甲校", LONG_NAME)).limit(4).flatMap(List::stream).toList();
        assertThat(names.parallelStream().map(name -> {
            try (var page = new PrintedPage(office(name).expect(200).body())) {
                return page.text(0).contains(name);
            }
        })).hasSize(8).containsOnly(true);
    }

    @Test
    void isOnlyForTheOwnSchoolAndTheOffice() {
        var elsewhere = Province.empty(service, "{}");
        province.office()
                .get(elsewhere.path() + "/schools/" + province.school("甲校").id() + "/poster.pdf")
                .expectProblem(404, "not-found");
        province.office().get(elsewhere.path() + "/posters.pdf").expectProblem(404, "not-found");
        province.office().get(province.path() + "/posters.pdf?download=x").expectProblem(422, "parameter-invalid");
        province.clerk("甲校").get(province.path() + "/posters.pdf").expectProblem(403, "forbidden");
        service.stranger().get(OWN).expectProblem(401, "unauthorized");
        province.office().get(OWN).expectProblem(403, "forbidden");
    }

    private Reply office(String school) {
        return province.office().get(province.path() + "/schools/" + province.school(school).id() + "/poster.pdf");
    }

    private List<String> links(String name) {
        var school = province.school(name);
        var base = service.bean(PublicUrl.class).base();
        return List.of(base + "/s/" + school.teacherCode(), base + "/s/" + school.studentCode());
    }
}
