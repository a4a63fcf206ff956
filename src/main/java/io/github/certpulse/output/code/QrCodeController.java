package io.github.certpulse.output.code;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.access.account.Person;
import io.github.certpulse.access.wechat.WechatCode;
import io.github.certpulse.files.name.FileName;
import io.github.certpulse.files.qr.QrCode;
import io.github.certpulse.files.zip.ZipArchive;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.campaign.SchoolRepository;
import io.github.certpulse.survey.entry.Entries;
import io.github.certpulse.survey.entry.EntryCode;
import io.github.certpulse.survey.entry.PublicUrl;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Codes")
class QrCodeController {
    private static final Duration WECHAT_RETRY = Duration.ofSeconds(30);
    private final Entries entries;
    private final Campaigns campaigns;
    private final SchoolRepository schools;
    private final PublicUrl publicUrl;
    private final WechatCodes wechatCodes;

    QrCodeController(
            Entries entries,
            Campaigns campaigns,
            SchoolRepository schools,
            PublicUrl publicUrl,
            WechatCodes wechatCodes) {
        this.entries = entries;
        this.campaigns = campaigns;
        this.schools = schools;
        this.publicUrl = publicUrl;
        this.wechatCodes = wechatCodes;
    }

    @Serdeable
    record NewCode(String code) {}

    @Get("/school/qrcodes/{file}")
    @Produces(MediaType.ALL)
    @Secured(Rights.SCHOOL)
    @Operation(
            summary = "The own school's code: teacher.png, teacher.svg, student.png, student.svg; "
                    + "teacher.wechat and student.wechat are the mini program's")
    HttpResponse<byte[]> own(Authentication authentication, String file) {
        return picture(Person.from(authentication).ownSchool(), file);
    }

    @Get("/campaigns/{id}/schools/{schoolId}/qrcodes/{file}")
    @Produces(MediaType.ALL)
    @Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
    @Operation(
            summary = "A school's code: teacher.png, teacher.svg, student.png, student.svg; "
                    + "teacher.wechat and student.wechat are the mini program's")
    HttpResponse<byte[]> ofSchool(String id, String schoolId, String file) {
        return picture(school(id, schoolId).id(), file);
    }

    @Get("/campaigns/{id}/qrcodes.zip")
    @Produces(MediaType.ALL)
    @Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
    @Operation(summary = "The codes of all schools, PNG and SVG")
    HttpResponse<byte[]> ofAll(String id) {
        return download(zip(campaigns.findOr404(id).id()), MediaType.APPLICATION_ZIP, "qrcodes.zip");
    }

    @Post("/campaigns/{id}/schools/{schoolId}/entries/{role}")
    @Secured(Rights.OFFICE)
    @Status(HttpStatus.CREATED)
    @Operation(summary = "Replace a school's code; the old one is unknown from then on")
    NewCode replace(String id, String schoolId, String role) {
        return new NewCode(entries.replace(school(id, schoolId), role(role)).text());
    }

    private HttpResponse<byte[]> picture(long schoolId, String file) {
        var dot = file.lastIndexOf('.');
        if (dot < 0) {
            throw Problem.NOT_FOUND.exception();
        }
        var code = entries.codeOf(schoolId, role(file.substring(0, dot))).orElseThrow(Problem.NOT_FOUND::exception);
        return switch (file.substring(dot + 1)) {
            case "png" -> download(new QrCode(publicUrl.entryUrl(code)).png(), MediaType.IMAGE_PNG, file);
            case "svg" ->
                    download(new QrCode(publicUrl.entryUrl(code)).svg().getBytes(UTF_8), MediaType.IMAGE_SVG, file);
            case "wechat" -> wechatPicture(code);
            default -> throw Problem.NOT_FOUND.exception();
        };
    }

    private HttpResponse<byte[]> wechatPicture(EntryCode code) {
        return switch (wechatCodes.of(code)) {
            case WechatCode.Image(var contentType, var bytes) -> HttpResponse.ok(bytes).contentType(contentType);
            case WechatCode.Unavailable() -> throw Problem.WECHAT_UNAVAILABLE.retryAfter(WECHAT_RETRY);
            case WechatCode.NotConfigured() -> throw Problem.WECHAT_NOT_CONFIGURED.exception();
        };
    }

    private byte[] zip(long campaignId) {
        var codes = entries.codesOf(campaignId);
        var bytes = new ByteArrayOutputStream();
        var zip = new ZipArchive(bytes);
        try {
            for (var school : schools.ofCampaign(campaignId)) {
                var own = Objects.requireNonNull(codes.get(school.id()));
                for (var role : Role.values()) {
                    var picture = new QrCode(publicUrl.entryUrl(own.of(role)));
                    var name = "%03d-%s-%s".formatted(
                            school.position() + 1,
                            FileName.withoutReserved(school.name()),
                            role.name().toLowerCase(Locale.ROOT));
                    zip.add(name + ".png", picture.png());
                    zip.add(name + ".svg", picture.svg().getBytes(UTF_8));
                }
            }
            zip.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static HttpResponse<byte[]> download(byte[] content, String type, String name) {
        return HttpResponse.ok(content)
                .contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, FileName.plain(name).inline());
    }

    private School school(String campaignId, String schoolId) {
        return schools.findOr404(campaigns.findOr404(campaignId), schoolId);
    }

    private static Role role(String name) {
        return Role.parseInAddress(name).orElseThrow(Problem.NOT_FOUND::exception);
    }
}
