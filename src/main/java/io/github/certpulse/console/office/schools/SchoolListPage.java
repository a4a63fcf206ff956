package io.github.certpulse.console.office.schools;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.numbers.progress.Progress.CertificateProgress;
import io.github.certpulse.survey.campaign.Campaign;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// The schools of a campaign that match a query.
///
/// @param all          how many schools the campaign has
/// @param rows         the schools that match
/// @param certificates the names of all certificates, in roster order
public record SchoolListPage(
        Campaign campaign,
        SchoolQuery query,
        int all,
        List<SchoolRow> rows,
        List<String> cities,
        List<String> levels,
        List<String> certificates) {
    /// With more certificates than this, most cells of the matrix would be empty, so each school lists its own
    /// certificates instead.
    public static final int MAX_COLUMNS = 40;

    static SchoolListPage from(Campaign campaign, SchoolQuery query, List<SchoolRow> all) {
        var cities = distinct(all, SchoolRow::city);
        var certificates = all.stream()
                .map(row -> row.progress().certificates())
                .flatMap(Collection::stream)
                .map(CertificateProgress::name)
                .distinct()
                .toList();
        var spelled = query.spelledAs(cities, certificates);
        return new SchoolListPage(
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

    /// The address of the shortages as a text message.
    public String shortages() {
        return Addresses.campaignApi(campaign, "shortages?city=")
                + URLEncoder.encode(query.city(), StandardCharsets.UTF_8)
                + "&level="
                + URLEncoder.encode(query.level(), StandardCharsets.UTF_8);
    }

    /// The certificates that have a column in the matrix; empty where there are too many.
    public List<String> columns() {
        var shown = certificates.contains(query.certificate()) ? List.of(query.certificate()) : certificates;
        return shown.size() > MAX_COLUMNS ? List.of() : shown;
    }

    public List<SchoolState> states() {
        return Arrays.asList(SchoolState.values());
    }

    /// The shown schools together.
    public SchoolGroup sum() {
        return SchoolGroup.from("", rows);
    }
}
