package io.github.certpulse.intake.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.certpulse.intake.submission.GatheredSheets.Sent;
import io.github.certpulse.intake.submission.SubmissionResult.AlreadyAnswered;
import io.github.certpulse.intake.submission.SubmissionResult.IdReused;
import io.github.certpulse.intake.submission.SubmissionResult.Stored;
import io.github.certpulse.intake.storing.ResponseStore;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestProxy;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A sheet is sent twice at the same time, and the two get into different batches.
class OverlappingBatchesTest {
    private static final String SCHOOL = "荆门职业技术学院";
    /// What a batch asks when it is refused because of a person.
    private static final String LOOKS_FOR_PERSONS = "select school_id, role, respondent, certificate_id from response";
    private static final int FRESH = 10;
    private final TestProxy proxy = new TestProxy(TestServers.shared().databasePort());
    private final TestService service =
            TestService.start(proxy.port(), TestServers.shared().redisPort(), Map.of("certpulse.rate-limits", "off"));
    private final Province province = Province.with(
            service,
            SCHOOL + ",高职,荆门市,,,物流管理,中级,120",
            SCHOOL + ",高职,荆门市,,,老年照护,初级,80",
            SCHOOL + ",高职,荆门市,,,母婴护理,初级,80");
    private final Province.School school = province.school(SCHOOL);
    private final GatheredSheets gathering = new GatheredSheets(service, province);
    private final TestDatabase database = TestDatabase.of(service);

    @AfterEach
    void close() {
        database.close();
        gathering.close();
        service.close();
        proxy.close();
    }

    /// The batch is refused because of another sheet. While it looks for reasons, the other batch commits.
    @Test
    void theIdIsTheReasonThoughItWasStoredWhileReasonsWereLookedFor() {
        var known = sheet("物流管理");
        assertThat(gathering.submitted(known)).isInstanceOf(Stored.class);
        var twice = new Sent(known.person(), sheet("老年照护").id(), sheet("老年照护").sheet());
        // The first two begin a batch each; one of these takes both that follow.
        var sheets = Stream.of(fresh(ResponseStore.MAX_AT_ONCE), Stream.of(known.withNewId(), twice), fresh(FRESH))
                .flatMap(Function.identity())
                .toList();
        proxy.freezeAnswersTo(LOOKS_FOR_PERSONS);

        var outcomes = CompletableFuture.supplyAsync(() -> gathered(sheets), Thread::startVirtualThread);
        await().until(proxy::holdsAnswers);
        database.change("create temporary table copy select * from response where id = " + known.column());
        database.change(
                "update copy set seq = seq - 1, certificate_id = ?, id = " + twice.column(),
                TestDatabase.id(school.certificate("老年照护")));
        database.change("insert into response select * from copy");
        proxy.restore();

        assertThat(outcomes.join().subList(2, 4)).containsExactly(new AlreadyAnswered(), new IdReused());
        assertThat(outcomes.join()).filteredOn(Stored.class::isInstance).hasSize(2 + FRESH);
    }

    private Stream<Sent> fresh(int number) {
        return Stream.generate(() -> sheet("物流管理")).limit(number);
    }

    private List<Object> gathered(List<Sent> sheets) {
        return gathering.outcomes(
                Sent.several(ResponseStore.MAX_AT_ONCE, school, school.certificate("母婴护理")),
                sheets,
                _ -> {});
    }

    private Sent sheet(String certificate) {
        return Sent.of(school, school.certificate(certificate));
    }
}
