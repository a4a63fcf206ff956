package io.github.certpulse.console.office.setaside;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.StoredCrowd;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// The page on which an office clerk sets responses aside.
@Fast
class SetAsidePagesTest {
    private final TestService service = TestService.shared();
    private final Province province =
            Province.with(service, "甲校,高职,武汉市,一,,物流管理,中级,120", "乙校,本科,襄阳市,二,,物流管理,高级,40");
    private final Visitor office = province.office();
    private final String campaign = "/office/campaigns/" + province.id();
    private final String page = campaign + "/set-aside";

    @Test
    void leadsFromAFlagThroughPreviewAndReasonToTheListAndBack() {
        new StoredCrowd(service, province, 3).store(Role.TEACHER, 200);
        var quality = office.get(campaign + "/quality?role=TEACHER&channel=WEB").expect(200).text();
        var link = page + "?flag=too-fast&amp;role=TEACHER&amp;channel=WEB";
        assertThat(quality).contains("href=\"" + link + "\"");
        var preview = office.get(link.replace("&amp;", "&")).expect(200).text();
        var number = number(preview, "data-responses=\"(\\d+)\"");
        assertThat(number).isPositive();
        assertThat(preview).contains("搁置 " + number + " 份答卷", "以后收到的，即使符合同样的条件，也不会自动搁置", "200 → " + (200 - number));
        var form = "flag=too-fast&role=TEACHER&channel=WEB";
        assertThat(office.submit(page, form + "&reason=").expect(422).text())
                .contains("必填，须为文字", "data-responses=\"" + number + "\"", "value=\"WEB\" selected");
        var done = office.submit(page, form + "&reason=" + encoded("夜间批量提交")).expect(200).text();
        assertThat(done).contains("已搁置 " + number + " 份答卷", "夜间批量提交", "标记：作答过快", "填写渠道：网页", "问卷：教师问卷");
        var results = office.get(campaign + "/results?role=TEACHER").expect(200).text();
        assertThat(results)
                .contains("data-respondents>" + (200 - number) + "<", number + " 份已搁置", "href=\"" + page + "\"");
        assertThat(office.get(campaign).expect(200).text()).contains("data-set-aside=\"" + number + "\"");
        assertThat(province.clerk("甲校").get("/school").expect(200).text()).containsPattern("已搁置 \\d+ 份答卷");
        var undoing = Pattern.compile("hx-post=\"([^\"]*/undoing)\"").matcher(done);
        assertThat(undoing.find()).isTrue();
        assertThat(office.submit(undoing.group(1), "").expect(200).text()).contains("已撤销，这些答卷重新计入");
        assertThat(office.get(campaign + "/results?role=TEACHER").text()).contains("data-respondents>200<")
                .doesNotContain("份已搁置");
    }

    @Test
    void saysWhichSchoolsFallBelowTheirQuotas() {
        province.change("{\"quota\":{\"perCertificate\":{\"teachers\":1,\"students\":0}}}");
        new StoredCrowd(service, province, 4).store(Role.TEACHER, 20);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> office.get(province.path() + "/progress").expect(200).number("schoolsMet") == 2);
        var preview = office.get(page + "?school=" + province.school("乙校").id()).expect(200).text();
        assertThat(preview).contains("1 所学校将不再达标", "达标 → 不达标", "达标学校：2 → 1");
        assertThat(office.get(page + "?school=" + province.school("乙校").id(), "Accept-Language", "en").text())
                .contains("1 schools would no longer have met their quotas", "met → not met");
    }

    @Test
    void showsViewersTheListOnly() {
        new StoredCrowd(service, province, 6).store(Role.TEACHER, 10);
        office.post(province.path() + "/set-aside", "{\"reason\":\"试\",\"filter\":{\"role\":\"TEACHER\"}}").expect(200);
        var viewer = service.viewer();
        assertThat(viewer.get(page + "?role=TEACHER").expect(200).text()).contains("试", "有效")
                .doesNotContain("/undoing", "id=\"preview\"", "第一步");
        viewer.submit(page, "role=TEACHER&reason=x").expect(403);
        province.clerk("甲校").get(page).expect(403);
        office.get("/office/campaigns/0000000000000/set-aside").expect(404);
    }

    private static int number(String html, String pattern) {
        var found = Pattern.compile(pattern).matcher(html);
        assertThat(found.find()).as(pattern).isTrue();
        return Integer.parseInt(found.group(1));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
