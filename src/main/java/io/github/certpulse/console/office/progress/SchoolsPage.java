package io.github.certpulse.console.office.progress;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.numbers.progress.Progress.CertificateProgress;
import io.github.certpulse.survey.campaign.Campaign;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// A campaign's schools, those that are asked for.
///
/// @param all          how many schools there are
/// @param rows         those shown
/// @param certificates every certificate's name, in roster order
public record SchoolsPage(
        Campaign campaign,
        SchoolQuery query,
        int all,
        List<SchoolRow> rows,
        List<String> cities,
        List<String> levels,
        List<String> certificates) {
    /// With more certificates than this, a matrix would be mostly empty, so each school lists its own instead.
    public static final int MAX_COLUMNS = 40;

    static SchoolsPage from(Campaign campaign, SchoolQuery query, List<SchoolRow> all) {
        var cities = distinct(all, SchoolRow::city);
        var certificates = all.stream()
                .map(row -> row.progress().certificates())
                .flatMap(Collection::stream)
                .map(CertificateProgress::name)
                .distinct()
                .toList();
        var spelled = query.spelledAs(cities, certificates);
        return new SchoolsPage(
                campaign,
                spelled,
                all.size(),
                spelled.select(all),
                cities,
                distinct(all, row -> row.school().level()),
                certificates);
    }

    private static List<String> distinct(List<SchoolRow> rows, Function<SchoolRow, String> name) {
        return rows.stream().map(name).filter(each -> !each.isEmpty()).distinct().toList();
    }

    public String address() {
        return Addresses.campaign(campaign, "schools");
    }

    /// Where to get who is short as a message.
    public String shortages() {
        return Addresses.ofCampaign(campaign, "shortages?city=")
                + URLEncoder.encode(query.city(), StandardCharsets.UTF_8)
                + "&level="
                + URLEncoder.encode(query.level(), StandardCharsets.UTF_8);
    }

    /// The certificates that have a column of the matrix; none where there are too many for that.
    public List<String> columns() {
        var shown = certificates.contains(query.certificate()) ? List.of(query.certificate()) : certificates;
        return shown.size() > MAX_COLUMNS ? List.of() : shown;
    }

    public List<Standing> standings() {
        return Arrays.asList(Standing.values());
    }

    /// What the schools shown lack and have together.
    public Group sum() {
        return Group.from("", rows);
    }
}
