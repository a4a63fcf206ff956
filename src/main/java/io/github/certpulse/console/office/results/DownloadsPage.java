package io.github.certpulse.console.office.results;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.numbers.wording.ResultWords;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.entry.PublicUrl.LocalAddress;
import io.github.certpulse.survey.questionnaire.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The files of a campaign that can be downloaded.
public record DownloadsPage(ResultScope scope, List<OfferGroup> groups, Optional<LocalAddress> local) {
    private static final Set<String> FILTERS =
            Set.of("role", "city", "level", "route", "school", "certificate", "quality", "channel", "from", "to");
    private static final Words NO_MIN_CELL = new Words(
            "逐份数据，不能隐藏小数字，不宜公开。",
            "Single responses: small numbers cannot be hidden, so they are not for publication.");
    private static final Words ALL_SCHOOLS = new Words("始终包含全部学校。", "Always of all schools.");

    public record OfferGroup(Words title, List<Offer> offers) {
        public OfferGroup {
            offers = List.copyOf(offers);
        }
    }

    /// A file.
    ///
    /// @param purpose  what people use the file for
    /// @param limits   which filters do not apply to the file; empty where all apply
    /// @param followed whether the service can tell the progress of the download
    public record Offer(String file, Words title, Words purpose, Words limits, String href, boolean followed) {}

    public DownloadsPage {
        groups = List.copyOf(groups);
    }

    static DownloadsPage from(ResultScope scope, Optional<LocalAddress> local) {
        return new DownloadsPage(
                scope,
                List.of(
                        new OfferGroup(new Words("结果与报告", "Results and reports"), reports(scope)),
                        new OfferGroup(
                                new Words(
                                        "逐份答卷（不含身份与联系方式）",
                                        "Single responses (no identity, no contact)"),
                                responses(scope)),
                        new OfferGroup(new Words("编码手册", "Codebooks"), codebooks(scope)),
                        new OfferGroup(new Words("二维码与海报", "Codes and posters"), posters(scope))),
                local);
    }

    private static List<Offer> reports(ResultScope scope) {
        var published = scope.isPublished()
                ? new Words(
                        "隐藏小数字时，不含完成情况与开放题。",
                        "With small numbers hidden it has neither quota completion nor open answers.")
                : new Words("", "");
        return List.of(
                new Offer(
                        "results.xlsx",
                        new Words("结果工作簿（Excel）", "Results workbook (Excel)"),
                        new Words(
                                "写报告用：每道题的分布表和图，按地市、层次、证书、"
                                        + "路线的交叉分析，完成情况，开放题原文。",
                                "For the report: every question's table and chart, crosstabs by city, level, "
                                        + "certificate and route, quota completion, open answers."),
                        published,
                        scope.download("exports/results.xlsx", with(FILTERS, "minCell")),
                        true),
                new Offer(
                        "progress.xlsx",
                        new Words("完成情况（Excel）", "Quota completion (Excel)"),
                        new Words(
                                "催办用：每所学校、每个证书应收、已收、还差多少，不足处已标出。",
                                "For reminders: what each school and certificate needs, "
                                        + "has and lacks, shortages marked."),
                        new Words("只按“答卷质量”筛选。", "Takes only the quality filter."),
                        scope.download("exports/progress.xlsx", Set.of("quality")),
                        true));
    }

    private static List<Offer> responses(ResultScope scope) {
        return List.of(
                new Offer(
                        "responses.csv",
                        new Words("答卷明细（CSV）", "Responses (CSV)"),
                        new Words(
                                "一行一份答卷，含选项编码与文字，可用任何软件打开；数据量大时最快。",
                                "A row per response with codes and labels, for any program; "
                                        + "the fastest for many responses."),
                        NO_MIN_CELL,
                        scope.download("exports/responses.csv", FILTERS),
                        true),
                new Offer(
                        "responses.xlsx",
                        new Words("答卷明细（Excel）", "Responses (Excel)"),
                        new Words("内容同上，直接用 Excel 或 WPS 打开。", "The same, to be opened in Excel or WPS."),
                        NO_MIN_CELL,
                        scope.download("exports/responses.xlsx", FILTERS),
                        true),
                new Offer(
                        "responses-spss.zip",
                        new Words("统计软件数据包（SPSS、R）", "Data for SPSS and R"),
                        new Words(
                                "数字编码的数据，附 SPSS／PSPP 语法、R 脚本和编码手册，打开即带变量标签。",
                                "Numeric data with SPSS or PSPP syntax, an R script and the codebook, "
                                        + "so variables come labelled."),
                        NO_MIN_CELL,
                        scope.download("exports/responses-spss.zip", FILTERS),
                        true));
    }

    private static List<Offer> codebooks(ResultScope scope) {
        var offers = new ArrayList<Offer>();
        for (var role : scope.role().map(List::of).orElseGet(() -> List.of(Role.values()))) {
            var version = scope.campaign().questionnaire(role);
            var href = Addresses.versionApi(version.code(), version.version(), "codebook?format=");
            var name = ResultWords.questionnaire(role);
            for (var format : List.of("csv", "json")) {
                offers.add(
                        new Offer(
                                "codebook-%s.%d.%s".formatted(version.code(), version.version(), format),
                                new Words(
                                        name.zh() + "编码手册（" + format.toUpperCase(Locale.ROOT) + "）",
                                        name.en() + "' codebook (" + format.toUpperCase(Locale.ROOT) + ")"),
                                format.equals("csv") ? new Words(
                                        "每个变量的含义、取值和提问条件，供人查阅。",
                                        "What every variable and value means and when it was asked, for people.")
                                        : new Words("内容同上，供程序读取。", "The same, for programs."),
                                new Words("", ""),
                                href + format,
                                false));
            }
        }
        return offers;
    }

    private static List<Offer> posters(ResultScope scope) {
        return List.of(
                new Offer(
                        "posters.pdf",
                        new Words("全部海报（PDF）", "All posters (PDF)"),
                        new Words(
                                "每校一页 A4，教师和学生二维码各一，可直接打印张贴。",
                                "A page of A4 a school with both codes, ready to print."),
                        ALL_SCHOOLS,
                        scope.download("posters.pdf", Set.of()),
                        true),
                new Offer(
                        "qrcodes.zip",
                        new Words("全部二维码图片（ZIP）", "All codes (ZIP)"),
                        new Words(
                                "每校两个二维码，PNG 与 SVG，用于自行排版。",
                                "Both codes of each school as PNG and SVG, for layouts of one's own."),
                        ALL_SCHOOLS,
                        scope.download("qrcodes.zip", Set.of()),
                        false));
    }

    private static Set<String> with(Set<String> names, String another) {
        return Stream.concat(names.stream(), Stream.of(another)).collect(Collectors.toUnmodifiableSet());
    }
}
