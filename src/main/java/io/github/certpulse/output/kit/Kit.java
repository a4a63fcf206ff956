package io.github.certpulse.output.kit;

import static java.util.stream.Collectors.toMap;

import io.github.certpulse.access.account.Account;
import io.github.certpulse.access.account.SchoolAccounts;
import io.github.certpulse.access.account.SchoolAccounts.FirstSignIn;
import io.github.certpulse.files.name.FileName;
import io.github.certpulse.files.qr.QrCode;
import io.github.certpulse.files.text.ByteOrderMark;
import io.github.certpulse.files.workbook.ListSheet;
import io.github.certpulse.files.workbook.ListSheet.Column;
import io.github.certpulse.files.workbook.NewWorkbook;
import io.github.certpulse.files.zip.ZipArchive;
import io.github.certpulse.output.export.Transfer;
import io.github.certpulse.output.poster.PosterPdf;
import io.github.certpulse.output.poster.Posters;
import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.time.ShownTime;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.campaign.SchoolRepository;
import io.github.certpulse.survey.entry.Entries;
import io.github.certpulse.survey.entry.EntryCode;
import io.github.certpulse.survey.entry.PublicUrl;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// The archive that the office sends to the schools: accounts, codes, posters, and a note that says what goes to whom.
@Singleton
public class Kit {
    /// The fact of [AuditAction#KIT_DOWNLOADED] that says how many new first passwords an archive holds; absent where
    /// there are none.
    public static final String PASSWORDS = "passwords";
    private static final List<Column> COLUMNS = List.of(
            new Column("学校", 36),
            new Column("层次", 12),
            new Column("地市", 14),
            new Column("用户名", 14),
            new Column("初始密码", 20),
            new Column("说明", 44));
    private final SchoolAccounts accounts;
    private final SchoolRepository schools;
    private final Entries entries;
    private final Posters posters;
    private final PosterPdf pdf;
    private final PublicUrl publicUrl;
    private final ApplicationEventPublisher<AuditEvent> audit;

    Kit(
            SchoolAccounts accounts,
            SchoolRepository schools,
            Entries entries,
            Posters posters,
            PosterPdf pdf,
            PublicUrl publicUrl,
            ApplicationEventPublisher<AuditEvent> audit) {
        this.accounts = accounts;
        this.schools = schools;
        this.entries = entries;
        this.posters = posters;
        this.pdf = pdf;
        this.publicUrl = publicUrl;
        this.audit = audit;
    }

    /// @throws io.github.certpulse.platform.problem.ProblemException `public-url-missing` where the codes could not be
    /// scanned
    void checkPrintable(Campaign campaign) {
        publicUrl.checkPrintable(campaign);
    }

    /// How many first passwords will be made.
    long newPasswords(Campaign campaign, boolean renew) {
        var present = accounts.bySchool(campaign).values();
        return schools.countOfCampaign(campaign.id()) - present.size()
                + (renew ? present.stream().filter(Kit::isUnused).count() : 0);
    }

    /// How many steps the archive takes: a password to make, the codes of a school to draw, or its poster.
    long steps(Campaign campaign, long newPasswords) {
        return 2L * schools.countOfCampaign(campaign.id()) + newPasswords;
    }

    /// Opens the accounts that are missing, then writes the archive. The first passwords are only in the archive.
    ///
    /// @param renew whether schools that have not used their first password get a new one
    void write(Campaign campaign, boolean renew, OutputStream out, Transfer transfer) throws IOException {
        var all = schools.ofCampaign(campaign.id());
        var before = accounts.bySchool(campaign);
        var signIns = new ArrayList<FirstSignIn>();
        if (renew) {
            signIns.addAll(accounts.renewUnused(campaign, transfer::count));
        }
        signIns.addAll(
                accounts.open(
                        campaign,
                        all.stream().filter(school -> !before.containsKey(school.id())).toList(),
                        transfer::count));
        var zip = new ZipArchive(out);
        zip.add("README.txt", ByteOrderMark.before(readme(campaign, all.size(), signIns.size())));
        zip.add(
                "accounts.xlsx",
                workbook(all, before, signIns.stream().collect(toMap(FirstSignIn::school, Function.identity()))));
        var codes = entries.codesOf(campaign.id());
        for (var school : all) {
            var folder = "codes/%03d-%s/".formatted(school.position() + 1, FileName.withoutReserved(school.name()));
            var own = Objects.requireNonNull(codes.get(school.id()));
            zip.add(folder + "教师-teacher.png", picture(own.teacher()));
            zip.add(folder + "学生-student.png", picture(own.student()));
            transfer.count();
        }
        if (!all.isEmpty()) {
            zip.addStream(
                    "posters.pdf",
                    entry -> pdf.write(posters.ofAll(campaign).iterator(), entry, transfer::count));
        }
        zip.finish();
        Map<String, Object> facts = signIns.isEmpty() ? Map.of() : Map.of(PASSWORDS, signIns.size());
        audit.publishEvent(new AuditEvent(AuditAction.KIT_DOWNLOADED, Ids.text(campaign.id()), facts));
    }

    private byte[] picture(EntryCode code) {
        return new QrCode(publicUrl.entryUrl(code)).png();
    }

    private static byte[] workbook(List<School> all, Map<Long, Account> before, Map<String, FirstSignIn> signIns) {
        return NewWorkbook.bytes(workbook -> {
            var sheet = new ListSheet(workbook, "账号", COLUMNS, ListSheet.HeadingStyle.BOLD);
            all.forEach(school -> sheet.add(cells(school, before, signIns)));
        });
    }

    private static List<String> cells(School school, Map<Long, Account> before, Map<String, FirstSignIn> signIns) {
        var city = school.city() == null ? "" : school.city();
        var signIn = signIns.get(school.name());
        if (signIn != null) {
            return List.of(
                    school.name(),
                    school.level(),
                    city,
                    signIn.username(),
                    signIn.password(),
                    "首次登录须修改初始密码");
        }
        var account = Objects.requireNonNull(before.get(school.id()));
        return List.of(school.name(), school.level(), city, account.username(), "", note(account));
    }

    private static String note(Account account) {
        if (account.closed()) {
            return "账号已停用";
        }
        return isUnused(account) ? "已有账号，初始密码此前已发放，尚未使用" : "已有账号，沿用学校自己的密码";
    }

    /// Whether a school has an open account whose first password it has not changed yet.
    public static boolean isUnused(Account account) {
        return account.mustChangePassword() && !account.closed();
    }

    private String readme(Campaign campaign, int schools, int passwords) {
        return """
                %1$s%2$s
                ========================================
                %7$s
                调查时间：%3$s 至 %4$s（北京时间）
                学校数：%5$d
                登录地址：%6$s/

                本压缩包内容
                ----------------------------------------
                accounts.xlsx   各校的用户名，以及新的初始密码
                codes/          每校一个文件夹，内有教师、学生两张二维码
                posters.pdf     每校一页 A4 海报，两张二维码都在上面，顺序与名单相同

                请这样发放
                ----------------------------------------
                1. 给每所学校的经办人：该校一行的用户名和初始密码，以及上面的登录地址。
                   请逐校单独发送，不要把整张表发到群里：拿到初始密码的人就能以该校身份登录。
                   经办人首次登录时须改成自己的密码。初始密码只在这份文件里，系统中查不到；
                   若已遗失，可在“账号”页为该校重置。
                2. 给每所学校：该校文件夹中的两张二维码，或 posters.pdf 中该校的一页。教师扫“教师”，学生扫“学生”。
                   二维码因校而异，请勿互相转发，否则答卷会记到别的学校。
                   学校登录后也可以自己下载二维码和海报。
                3. 发放完毕后，请删除本压缩包或妥善保管。

                “说明”一栏写着“已有账号”的学校沿用原来的账号，本次没有新密码。
                """
                .formatted(
                        campaign.title(),
                        campaign.sample() ? "（样例）" : "",
                        ShownTime.chineseMinute(campaign.opensAt()),
                        ShownTime.chineseMinute(campaign.closesAt()),
                        schools,
                        publicUrl.base(),
                        notes(passwords))
                .replace("\n", "\r\n");
    }

    /// Notes on what matters most.
    private String notes(int passwords) {
        var local =
                publicUrl.isLocal()
                        ? "\n!! 请勿印发：二维码和登录地址 %s 只在运行本系统的电脑上能打开，手机扫不开。\n"
                                .formatted(publicUrl.base())
                        : "";
        return local + (passwords == 0
                ? "\n!! 本压缩包没有任何初始密码：各校账号此前都已开设，初始密码在当时下载的发放包里。\n"
                : "\n本压缩包有 %d 个新的初始密码，只在这里。\n".formatted(passwords));
    }
}
