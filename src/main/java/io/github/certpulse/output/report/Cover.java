package io.github.certpulse.output.report;

import static java.util.stream.Collectors.joining;

import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.tally.Flag;
import io.github.certpulse.numbers.wording.ResultWords;
import io.github.certpulse.output.report.Styles.CellKind;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.platform.time.ShownTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.poi.common.usermodel.HyperlinkType;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/// The first sheet: campaign, time, filters, numbers of responses, the meanings of terms, and links to the other
/// sheets.
final class Cover {
    private static final int[] WIDTHS = {20, 112};
    private static final double ROW = 20;
    private static final List<Words[]> MEANINGS = List.of(
            new Words[]{ResultWords.BASE,
                    new Words("被问到并且作答的人数，是占比的分母", "Asked and answered; what shares are of")},
            new Words[]{ResultWords.MISSING, new Words("被问到但没有作答的人数", "Asked, not answered")},
            new Words[]{ResultWords.SKIPPED,
                    new Words("按问卷的跳转规则没有被问到的人数", "Not asked on the respondent's path")},
            new Words[]{ResultWords.SHARE,
                    new Words(
                            "人数÷有效作答；多选题各选项占比之和可以超过 100%",
                            "Count / base; those of a multiple choice may add up to more than 100 %")},
            new Words[]{new Words(ResultWords.NONE, ResultWords.NONE),
                    new Words("无人作答，没有占比", "Nobody answered, so there is no share")});
    private final XSSFSheet sheet;
    private final Grid grid;
    private final Report report;
    private final Locale language;
    private int row;

    Cover(XSSFSheet sheet, Grid grid, Report report, Locale language) {
        this.sheet = sheet;
        this.grid = grid;
        this.report = report;
        this.language = language;
    }

    /// @param contents the other sheets' names
    void fill(PageSetup pageSetup, List<String> contents) {
        pageSetup.layOut(sheet, 0, 0, 0, WIDTHS);
        sheet.getPrintSetup().setFitHeight((short) 1);
        var campaign = report.campaign();
        grid.text(
                row,
                0,
                (campaign.sample() ? new Words("［样例］", "[Sample] ").in(language) : "") + campaign.title(),
                CellKind.TITLE);
        grid.setHeight(row++, "", 1, CellKind.TITLE, 2 * ROW);
        if (campaign.sample()) {
            line(
                    new Words("样例", "Sample"),
                    new Words(
                            "学校来自公开名单，证书与答卷均为虚构，不得引用",
                            "Schools from public rosters; certificates and answers are invented: not to be quoted"));
        }
        line(new Words("省份", "Province"), campaign.province());
        line(
                new Words("调查时间", "Survey time"),
                ShownTime.minute(campaign.opensAt()) + " – " + ShownTime.minute(campaign.closesAt()));
        line(new Words("数据截至", "As of"), ShownTime.minute(report.asOf()));
        line(new Words("筛选条件", "Filters"), filters());
        line(new Words("数据质量", "Quality"), quality());
        respondents();
        heading(new Words("名词说明", "Meanings"));
        MEANINGS.forEach(each -> line(each[0], each[1]));
        if (report.isPublished()) {
            line(
                    new Words(ResultWords.HIDDEN, ResultWords.HIDDEN),
                    new Words(
                            "少于 %1$d 人的数字，以及可以推算出它们的数字，不予显示；不含完成情况与开放题",
                            "Hidden: numbers below %1$d and what they could be computed from; "
                                    + "quota completion and open answers are left out")
                            .with(report.minCell()));
        }
        heading(new Words("目录", "Contents"));
        contents.forEach(this::link);
    }

    /// Time, filters and quality of a sheet's numbers, in one line.
    String scope() {
        return new Words("数据截至 %s；筛选条件：%s；数据质量：%s", "As of %s; filters: %s; quality: %s")
                .with(ShownTime.minute(report.asOf()), filters(), quality())
                .in(language);
    }

    private void respondents() {
        heading(new Words("答卷数", "Responses"));
        for (var part : report.parts()) {
            var count = part.tabulation().respondents();
            line(ResultWords.questionnaire(part.filter().role()), "");
            grid.text(
                    row - 1,
                    1,
                    new Words("%s 份（%s，%s 第 %d 版）", "%s (%s, %s version %d)")
                            .with(
                                    count == null ? ResultWords.HIDDEN : "%,d".formatted(count),
                                    part.definition().title(),
                                    part.definition().code(),
                                    part.definition().version())
                            .in(language) + setAside(part.tabulation().setAside()),
                    CellKind.TEXT);
        }
    }

    /// Nothing where no response is set aside.
    private String setAside(int number) {
        return number == 0 ? ""
                : new Words("；另有 %,d 份已搁置，不计入", "; %,d further ones are set aside and not counted")
                        .with(number)
                        .in(language);
    }

    private String filters() {
        var filter = report.filter();
        var filters = new ArrayList<String>();
        filter.city().ifPresent(city -> filters.add(filter(ResultWords.CITY, city)));
        filter.level().ifPresent(level -> filters.add(filter(ResultWords.LEVEL, level)));
        filter.route().ifPresent(route -> filters.add(filter(ResultWords.ROUTE, route)));
        report.schoolName().ifPresent(school -> filters.add(filter(ResultWords.SCHOOL, school)));
        filter.certificate().ifPresent(certificate -> filters.add(filter(ResultWords.CERTIFICATE, certificate)));
        filter.channel()
                .ifPresent(
                        channel -> filters.add(
                                filter(ResultWords.CHANNEL, ResultWords.channel(channel).in(language))));
        filter.from().ifPresent(from -> filters.add(filter(ResultWords.FROM, ShownTime.second(from))));
        filter.to().ifPresent(to -> filters.add(filter(ResultWords.TO, ShownTime.second(to))));
        return filters.isEmpty() ? new Words("无（全部答卷）", "none (all responses)").in(language)
                : String.join(new Words("；", "; ").in(language), filters);
    }

    private String filter(Words name, String value) {
        return name.in(language) + new Words("＝", " = ").in(language) + value;
    }

    private String quality() {
        return switch (report.filter().quality()) {
            case Quality.ALL -> new Words("全部答卷", "all responses").in(language);
            case Quality.UNFLAGGED ->
                    new Words("不含质量存疑的答卷（%s）", "without responses of doubtful quality (%s)")
                            .with(
                                    Arrays.stream(Flag.values())
                                            .map(flag -> flag.words().in(language))
                                            .collect(joining(new Words("、", ", ").in(language))))
                            .in(language);
        };
    }

    private void heading(Words words) {
        row++;
        grid.words(row, 0, words, CellKind.HEADING);
        grid.blank(row, 1, 1, CellKind.HEADING);
        sheet.addMergedRegion(new CellRangeAddress(row, row, 0, 1));
        grid.setHeight(row++, "", 1, CellKind.HEADING, ROW);
    }

    private void line(Words name, Words value) {
        line(name, value.in(language));
    }

    private void line(Words name, String value) {
        grid.words(row, 0, name, CellKind.LABEL);
        grid.text(row, 1, value, CellKind.TEXT);
        grid.setHeight(row++, value, WIDTHS[1], CellKind.TEXT, ROW);
    }

    private void link(String name) {
        grid.text(row, 0, name, CellKind.LINK);
        var link = sheet.getWorkbook().getCreationHelper().createHyperlink(HyperlinkType.DOCUMENT);
        link.setAddress("'" + name + "'!A1");
        sheet.getRow(row).getCell(0).setHyperlink(link);
        grid.setHeight(row++, "", 1, CellKind.LINK, ROW);
    }
}
