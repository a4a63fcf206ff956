package io.github.certpulse.respondentpage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province.School;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestService;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The respondent's receipt, on the phone and printed.
class AnswerPageReceiptTest {
    private static final Pattern PAGE = Pattern.compile("/Type /Page\\b");
    private final TestService service = TestService.shared();
    private final Province province = Province.with(service, AnswerPageTest.ROSTER.toArray(String[]::new));
    private final School school = province.school("甲校");

    @Test
    void showsTheReceiptAgainAfterAReloadAndStillWithdrawsTheContact() {
        try (var phone = handedIn(Phone.chinese())) {
            var receipt = phone.page().locator(".receipt").textContent();
            phone.page().reload();
            phone.reads("提交成功").reads(receipt).reads("老年照护（初级）").reads("北京时间").isAccessible();
            phone.press("撤回联系方式").reads("联系方式已删除");
            phone.page().reload();
            phone.reads(receipt);
            assertThat(phone.page().getByText("撤回联系方式")).hasCount(0);
        }
    }

    @Test
    void leadsFromTheReceiptToTheOtherCertificatesAndBack() {
        try (var phone = handedIn(Phone.chinese())) {
            phone.press("为其他证书答卷").reads("老年照护（初级） 已提交").isAccessible();
            phone.begin("母婴护理");
            AnswerPageTest.answerAsTeacher(phone, false).press("提交").reads("母婴护理（中级）").press("返回");
            phone.reads("全部证书提交过答卷")
                    .press("查看回执：老年照护（初级）")
                    .reads("撤回联系方式")
                    .press("返回")
                    .press("查看回执：母婴护理（中级）");
            phone.reads("提交成功");
            assertThat(phone.page().getByText("撤回联系方式")).hasCount(0);
        }
    }

    @Test
    void keepsTheReceiptWithoutAnswersUntilItIsRemoved() {
        try (var phone = handedIn(Phone.chinese())) {
            assertThat(stored(phone)).contains(phone.page().locator(".receipt").textContent())
                    .doesNotContain("带薪休假", "13800138000", "张老师", "draft", "survey");
            phone.press("从本机删除回执").reads("回执已从本机删除").isAccessible();
            assertThat(stored(phone)).doesNotContain("receipt");
            assertThat(phone.page().getByText("查看回执")).hasCount(0);
        }
    }

    @Test
    void doesNotShowTheReceiptToTheNextPersonWhoScansWithTheSamePhone() {
        try (var phone = handedIn(Phone.chinese())) {
            var tab = phone.context().newPage();
            tab.navigate(phone.page().url());
            assertThat(tab.locator("main")).containsText("您参加的是哪个证书的试点");
            assertThat(tab.locator(".receipt")).hasCount(0);
        }
    }

    @Test
    void printsTheReceiptOnOnePageBlackOnWhiteAndNothingElse() {
        try (var phone = handedIn(Phone.chinese())) {
            var paper = phone.page().pdf(new Page.PdfOptions().setFormat("A4"));
            assertThat(PAGE.matcher(new String(paper, StandardCharsets.ISO_8859_1)).results()).hasSize(1);
            phone.page()
                    .emulateMedia(
                            new Page.EmulateMediaOptions().setMedia(Media.PRINT).setColorScheme(ColorScheme.DARK));
            assertThat(phone.page().locator("body").innerText())
                    .contains(
                            "试点调查",
                            "甲校",
                            "教师问卷",
                            "老年照护（初级）",
                            phone.page().locator(".receipt").textContent(),
                            "北京时间",
                            "您的回答予以保密，不记录在本回执上")
                    .doesNotContain("打印", "撤回", "删除", "其他证书", "带薪休假", "13800138000");
            assertThat(phone.page().locator("button:visible, a:visible, input:visible")).hasCount(0);
            assertThat(
                    phone.page()
                            .evaluate(
                                    "() => { const { color, backgroundColor } = getComputedStyle(document.body); "
                                            + "return color + ' on ' + backgroundColor; }"))
                    .isEqualTo("rgb(0, 0, 0) on rgb(255, 255, 255)");
        }
    }

    private Phone handedIn(Phone phone) {
        phone.scan(service.url(), school.teacherCode()).begin("老年照护");
        AnswerPageTest.answerAsTeacher(phone, true)
                .write("contact-name-text", "张老师")
                .write("contact-phone-text", "13800138000");
        return phone.press("提交").reads("提交成功");
    }

    private static String stored(Phone phone) {
        return phone.page().evaluate("JSON.stringify(localStorage)").toString();
    }
}
