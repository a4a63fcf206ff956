package io.github.certpulse.survey.publishing;

import static io.github.certpulse.survey.publishing.PublishedForm.ALL;
import static io.github.certpulse.survey.publishing.PublishedForm.violations;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Workbook;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The versions of a questionnaire that the office publishes one after the other.
class PublishedVersionsTest {
    private final TestService service = TestService.shared();
    private final PublishedForm form = PublishedForm.on(service);

    @Test
    void publishesAnEditedWorkbookAsTheNextVersionAndKeepsTheOldOne() {
        form.upload(form.workbook()).expect(201);
        var before = service.stranger().get(ALL + "/" + form.code() + "/1").expect(200);
        var second = form.upload(form.workbook().set("survey", 4, "label", "您是否参加？")).expect(201);
        assertThat(second.number("version")).isEqualTo(2);
        assertThat(second.number("follows")).isEqualTo(1);
        assertThat(service.stranger().get(ALL + "/" + form.code() + "/1").expect(200).body()).isEqualTo(before.body());
        assertThat(service.stranger().get(ALL + "/" + form.code() + "/2").expect(200).text()).contains("您是否参加？");
        form.upload(form.workbook().set("settings", 2, "version", 3)).expect(201);
        assertThat(Stream.of(1, 2, 3).map(version -> form.listed(version).get("version").getIntValue()))
                .containsExactly(1, 2, 3);
    }

    @Test
    void acceptsOnlyTheNextVersionForTheSameRole() {
        assertThat(violations(form.upload(form.workbook().set("settings", 2, "version", 2))))
                .containsExactly("settings 2 version version-not-next");
        form.upload(form.workbook().set("settings", 2, "version", 1)).expect(201);
        assertThat(violations(form.upload(form.workbook()))).containsExactly("settings 2 version unchanged");
        var changed = form.workbook().set("survey", 4, "label", "换个说法");
        assertThat(
                violations(form.upload(changed.set("settings", 2, "version", 1).set("settings", 2, "role", "STUDENT"))))
                .containsExactly("settings 2 role role-changed");
        assertThat(
                violations(form.upload(changed.set("settings", 2, "version", 3).set("settings", 2, "role", "TEACHER"))))
                .containsExactly("settings 2 version version-not-next");
        var reordered = form.workbook().delete("choices", 2).insert("choices", 3, "yesno", "A", "是");
        assertThat(form.upload(reordered).expect(201).number("version")).isEqualTo(2);
        assertThat(form.upload(changed.set("settings", 2, "version", 2)).expect(201).number("version")).isEqualTo(3);
        assertThat(violations(form.upload(reordered.set("settings", 2, "version", 2))))
                .as("made from a version that is no longer the latest")
                .containsExactly("settings 2 version version-not-next");
    }

    @Test
    void servesAPublishedVersionOnAnotherReplica() {
        var servers = TestServers.shared();
        try (
                var replica =
                        TestService.start(servers.databasePort(), service.database(), servers.redisPort(), Map.of())) {
            replica.stranger().get(ALL + "/" + form.code() + "/1").expectProblem(404, "questionnaire-unknown");
            form.upload(form.workbook()).expect(201);
            assertThat(replica.stranger().get(ALL + "/" + form.code() + "/1").expect(200).list("questions")).hasSize(3);
            assertThat(
                    replica.office()
                            .upload(ALL, "a.xlsx", form.workbook().set("survey", 4, "label", "换个说法").bytes())
                            .expect(201)
                            .number("version"))
                    .isEqualTo(2);
            assertThat(form.upload(form.workbook()).expect(201).number("version")).isEqualTo(3);
        }
    }

    @Test
    void publishesEachVersionOnceWhenManyUploadAtOnce() {
        var uploads = IntStream.range(0, 8)
                .mapToObj(i -> form.workbook().set("survey", 4, "label", "说法" + i / 2))
                .map(Workbook::bytes)
                .toList();
        var office = service.office();
        try (var clerks = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = uploads.stream()
                    .map(file -> CompletableFuture.supplyAsync(() -> office.upload(ALL, "a.xlsx", file), clerks))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            var published = replies.stream()
                    .filter(reply -> reply.status() == 201)
                    .map(reply -> reply.number("version"))
                    .sorted()
                    .toList();
            assertThat(published).isNotEmpty().isEqualTo(IntStream.rangeClosed(1, published.size()).boxed().toList());
            assertThat(replies).filteredOn(reply -> reply.status() != 201)
                    .allSatisfy(
                            reply -> assertThat(violations(reply))
                                    .isSubsetOf("settings 2 version version-taken", "settings 2 version unchanged"));
        }
    }
}
