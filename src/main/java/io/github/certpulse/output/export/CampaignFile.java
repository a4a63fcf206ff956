package io.github.certpulse.output.export;

import io.github.certpulse.files.csv.CsvFile;
import io.github.certpulse.files.name.FileName;
import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.output.export.Download.Source;
import io.github.certpulse.output.export.Download.Tracking;
import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.time.ShownTime;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.survey.campaign.Campaign;
import io.micronaut.http.MediaType;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The files that the office downloads of a campaign, with their names.
public enum CampaignFile {
    PROGRESS("progress.xlsx", "进度", MediaType.MICROSOFT_EXCEL_OPEN_XML),
    RESULTS("results.xlsx", "结果", MediaType.MICROSOFT_EXCEL_OPEN_XML),
    RESPONSES_CSV("responses.csv", "回答", CsvFile.MEDIA_TYPE),
    RESPONSES_XLSX("responses.xlsx", "回答", MediaType.MICROSOFT_EXCEL_OPEN_XML),
    RESPONSES_SPSS("responses-spss.zip", "回答-SPSS", MediaType.APPLICATION_ZIP),
    POSTERS("posters.pdf", "海报", MediaType.APPLICATION_PDF);

    private final String name;
    private final String chinese;
    private final String contentType;

    CampaignFile(String name, String chinese, String contentType) {
        this.name = name;
        this.chinese = chinese;
        this.contentType = contentType;
    }

    /// The file as a download, with a name that says the province, what the file contains, and the day.
    public Download download(Campaign campaign, Instant now, Optional<Tracking> tracking, Source source) {
        return download(campaign, "", now, tracking, source);
    }

    /// The same with a label that says what was left out of the file or taken into it.
    ///
    /// @param label see [#label]; empty for none
    Download download(
            Campaign campaign,
            String label,
            Instant now,
            Optional<Tracking> tracking,
            Source source) {
        var shown = "%s1+X监测-%s%s-%s%s".formatted(
                campaign.province().replaceFirst("省$", ""),
                chinese,
                label,
                ShownTime.day(now),
                name.substring(name.lastIndexOf('.')));
        return new Download(new FileName(name, shown), contentType, tracking, source);
    }

    /// What a filter says about channel, time and what is set aside, as a part of a file's name: a file of a single
    /// table has no other place for it.
    static String label(Filter filter) {
        var label = new StringBuilder();
        filter.channel().ifPresent(channel -> label.append('-').append(channel == Channel.WEB ? "网页" : "微信"));
        filter.from().ifPresent(from -> label.append("-自").append(inName(from)));
        filter.to().ifPresent(to -> label.append("-至").append(inName(to)));
        return label.append(filter.withSetAside() ? "-含搁置" : "").toString();
    }

    private static String inName(Instant time) {
        return ShownTime.minute(time).replace(' ', 'T').replace(":", "");
    }

    /// The audit event for a download of the file.
    ///
    /// @param filters as the client sent them
    public AuditEvent event(Campaign campaign, Map<String, String> filters) {
        var facts = new HashMap<String, Object>(filters);
        facts.put("file", name);
        return new AuditEvent(AuditAction.EXPORT_DOWNLOADED, Ids.text(campaign.id()), facts);
    }
}
