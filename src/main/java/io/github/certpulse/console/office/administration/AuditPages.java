package io.github.certpulse.console.office.administration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Console;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.files.csv.CsvFile;
import io.github.certpulse.files.name.FileName;
import io.github.certpulse.output.export.Download;
import io.github.certpulse.output.export.Downloads;
import io.github.certpulse.output.export.Transfer;
import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.audit.AuditQuery.Criteria;
import io.github.certpulse.platform.http.Page;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.problem.ProblemException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Searches, shows and downloads the audit trail.
@Controller(Addresses.OFFICE)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Console
@Secured(Rights.OFFICE)
@Hidden
class AuditPages {
    private static final int PAGE_SIZE = 50;
    private final AuditLines lines;
    private final Downloads downloads;
    private final Views views;

    AuditPages(AuditLines lines, Downloads downloads, Views views) {
        this.lines = lines;
        this.downloads = downloads;
        this.views = views;
    }

    @Get("/audit")
    HttpResponse<String> trail(Visit visit, @RequestBean AuditSearch search, @QueryValue(defaultValue = "0") int page) {
        var template =
                visit.fragment() ? "console/office/administration/audit-found" : "console/office/administration/audit";
        try {
            Page.check(page, PAGE_SIZE);
            return views.show(
                    visit,
                    template,
                    new AuditPage(search, lines.page(search.query().criteria(), page, PAGE_SIZE), List.of()));
        } catch (ProblemException refused) {
            return views.show(
                    visit,
                    template,
                    new AuditPage(search, new Page<>(List.of(), 0, PAGE_SIZE, 0), refused.violations()),
                    HttpStatus.UNPROCESSABLE_ENTITY);
        }
    }

    @Get("/audit.csv")
    @Produces(MediaType.ALL)
    HttpResponse<Download> csv(Visit visit, @RequestBean AuditSearch search) {
        var searched = search.query().criteria();
        // Without later rows, because a row that is added meanwhile would move others from one page to the next.
        var filter = new Criteria(
                searched.username(),
                searched.action(),
                searched.target(),
                searched.since(),
                searched.before() == null ? visit.now() : earlier(searched.before(), visit.now()),
                searched.like());
        var name = new FileName(
                "audit.csv",
                visit.say("操作记录", "audit") + "-" + visit.day(visit.now()) + ".csv");
        return downloads.send(
                new Download(name, CsvFile.MEDIA_TYPE, (out, transfer) -> write(visit, filter, out, transfer)),
                new AuditEvent(AuditAction.AUDIT_DOWNLOADED, "audit", Map.copyOf(search.values())));
    }

    private void write(Visit visit, Criteria filter, OutputStream out, Transfer transfer) throws IOException {
        var writer = new OutputStreamWriter(out, UTF_8);
        var csv = CsvFile.forExcel(writer);
        csv.line(
                visit.say("时间", "time"),
                visit.say("用户", "user"),
                visit.say("地址", "address"),
                visit.say("操作", "action"),
                visit.say("对象", "target"),
                visit.say("详情", "facts"));
        List<AuditPage.TrailLine> found;
        var page = 0;
        do {
            found = lines.lines(filter, page++, Page.MAX_SIZE);
            for (var line : found) {
                csv.line(
                        visit.exactTime(line.at()),
                        line.username(),
                        line.address(),
                        visit.say(line.action()),
                        line.target(),
                        facts(visit, line));
                transfer.count();
            }
        } while (found.size() == Page.MAX_SIZE);
        writer.flush();
    }

    private static String facts(Visit visit, AuditPage.TrailLine line) {
        return line.facts()
                .stream()
                .map(fact -> visit.say(fact.name()) + "=" + fact.value())
                .collect(Collectors.joining("; "));
    }

    private static Instant earlier(Instant first, Instant second) {
        return first.isBefore(second) ? first : second;
    }
}
