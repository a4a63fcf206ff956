package io.github.certpulse.console.office.administration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Console;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.files.csv.CsvFile;
import io.github.certpulse.files.name.FileName;
import io.github.certpulse.intake.contact.Contacts.ContactView;
import io.github.certpulse.intake.contact.Contacts;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;

/// The contacts that respondents left. A page in front of them asks for confirmation, so that nobody sees contacts by
/// accident. Every view is recorded.
@Controller(Addresses.CAMPAIGN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Console
@Secured(Rights.CONTACTS)
@Hidden
class ContactPages {
    private final Campaigns campaigns;
    private final Contacts contacts;
    private final Views views;

    ContactPages(Campaigns campaigns, Contacts contacts, Views views) {
        this.campaigns = campaigns;
        this.contacts = contacts;
        this.views = views;
    }

    @Get("/contacts")
    HttpResponse<String> notice(Visit visit, String id) {
        return views.show(
                visit,
                "console/office/administration/contacts",
                new ContactsPage(campaigns.findOr404(id), Optional.empty()));
    }

    @Post("/contacts")
    @Consumes(MediaType.ALL)
    HttpResponse<String> show(Visit visit, String id) {
        var campaign = campaigns.findOr404(id);
        return views.show(
                visit,
                "console/office/administration/contacts-list",
                new ContactsPage(campaign, Optional.of(contacts.view(campaign))));
    }

    @Get("/contacts.csv")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> csv(Visit visit, String id) {
        return HttpResponse.ok(csv(visit, contacts.view(campaigns.findOr404(id))))
                .contentType(CsvFile.MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, FileName.plain("contacts.csv").attachment());
    }

    private static byte[] csv(Visit visit, List<ContactView> all) {
        var text = new StringWriter();
        var csv = CsvFile.forExcel(text);
        csv.line(
                visit.say("姓名", "name"),
                visit.say("电话", "phone"),
                visit.say("角色", "role"),
                visit.say("学校", "school"));
        for (var contact : all) {
            var role = contact.role() == Role.TEACHER ? visit.say("教师", "teacher") : visit.say("学生", "student");
            csv.line(contact.name(), contact.phone(), role, contact.school());
        }
        return text.toString().getBytes(UTF_8);
    }
}
