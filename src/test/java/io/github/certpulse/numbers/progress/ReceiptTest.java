package io.github.certpulse.numbers.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.redis.RateLimits.Limit;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Checking a printed receipt.
class ReceiptTest {
    private static final String COMPLETION = "/api/v1/school/completion";
    private static final String CONFIRM = "/api/v1/completions/";
    private final TestService service = TestService.shared();
    private final Province province =
            Province.withQuota(service, "{}", "甲校,高职,武汉市,,,物流管理,中级,120", "乙校,中职,,,,物流管理,中级,80");
    private final Map<String, List<String>> accounts = province.openAccounts();
    private final Visitor stranger = service.stranger();

    @Test
    void confirmsOnlySchoolCampaignAndTimeToAStranger() {
        var declared = clerk("甲校").post(COMPLETION, "").expect(201);
        var receipt = declared.string("receipt");
        assertThat(receipt).matches("[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){2}");
        var confirmed = stranger.get(CONFIRM + receipt).expect(200);
        assertThat(confirmed.json()).isEqualTo(
                Sheets.json(
                        """
                                {"receipt":"%s","completedAt":"%s","school":{"name":"甲校","level":"高职",\
                                "city":"武汉市"},"campaign":{"title":"%s","province":"湖北省"},"sample":false}"""
                                .formatted(
                                        receipt,
                                        declared.string("completedAt"),
                                        province.office().get(province.path()).string("title"))));
        assertThat(stranger.get(CONFIRM + receipt.toLowerCase(Locale.ROOT) + "%20").expect(200).json())
                .isEqualTo(confirmed.json());
        assertThat(confirmed.header("cache-control")).isEqualTo("no-store");
    }

    @Test
    void confirmsNoOtherReceipt() {
        clerk("乙校").post(COMPLETION, "").expect(201);
        for (var other : List.of(
                "2222-2222-2222",
                "0HZZZZZZZZZZZ",
                "x",
                "%25",
                "2222-2222-222",
                Ids.text(TestDatabase.id(province.school("乙校").id())),
                "9".repeat(2000))) {
            stranger.get(CONFIRM + other).expectProblem(404, "not-found");
        }
    }

    @Test
    void confirmsAReceiptInTheOldForm() {
        clerk("甲校").post(COMPLETION, "").expect(201);
        var old = Ids.text(service.bean(Ids.class).next());
        try (var database = TestDatabase.of(service)) {
            database.change(
                    "update completion set receipt = ? where school_id = ?",
                    old,
                    TestDatabase.id(province.school("甲校").id()));
        }
        assertThat(stranger.get(CONFIRM + old).expect(200).string("school.name")).isEqualTo("甲校");
        assertThat(clerk("甲校", false).post(COMPLETION, "").expect(200).string("receipt")).isEqualTo(old);
    }

    @Test
    void doesNotConfirmAWithdrawnDeclaration() {
        var clerk = clerk("甲校");
        var first = clerk.post(COMPLETION, "").expect(201).string("receipt");
        var other = clerk("乙校").post(COMPLETION, "").expect(201).string("receipt");
        var path = province.path() + "/schools/" + province.school("甲校").id() + "/completion";
        for (var nobody : List.of(clerk, clerk("乙校", false), service.viewer())) {
            nobody.delete(path).expectProblem(403, "forbidden");
        }
        stranger.delete(path).expectProblem(401, "unauthorized");
        var elsewhere = Province.withQuota(service, "{}", "丙校,高职,武汉市,,,物流管理,中级,120");
        province.office()
                .delete(elsewhere.path() + "/schools/" + province.school("甲校").id() + "/completion")
                .expectProblem(404, "not-found");
        stranger.get(CONFIRM + first).expect(200);

        province.office().delete(path).expect(204);

        stranger.get(CONFIRM + first).expectProblem(404, "not-found");
        stranger.get(CONFIRM + other).expect(200);
        province.office().delete(path).expectProblem(404, "not-found");
        assertThat(Reply.at(clerk.get("/api/v1/school/progress").expect(200).json(), "completedAt").isNull()).isTrue();
        assertThat(province.office().get("/api/v1/audit?size=20").expect(200).list("items"))
                .anyMatch(
                        row -> row.get("action").getStringValue().equals("completion-withdrawn")
                                && row.get("facts").get("receipt").getStringValue().equals(first));
        var second = clerk.post(COMPLETION, "").expect(201).string("receipt");
        assertThat(second).isNotEqualTo(first);
        stranger.get(CONFIRM + first).expectProblem(404, "not-found");
        stranger.get(CONFIRM + second).expect(200);
    }

    @Test
    void cannotBeFoundByTryingReceipts() {
        try (
                var own = TestService
                        .start(TestServers.shared().databasePort(), TestServers.shared().newRedis(), Map.of())) {
            var guesser = own.stranger();
            var statuses = IntStream.range(0, Limit.CONFIRMATION.permits() + 20)
                    .mapToObj(_ -> guesser.get(CONFIRM + "2222-2222-2222"))
                    .toList();
            assertThat(statuses.getFirst().status()).isEqualTo(404);
            var refused = statuses.stream().filter(reply -> reply.status() == 429).findFirst().orElseThrow();
            refused.expectProblem(429, "too-many-requests");
            assertThat(Integer.parseInt(refused.header("retry-after"))).isPositive();
        }
    }

    private Visitor clerk(String name) {
        return clerk(name, true);
    }

    private Visitor clerk(String name, boolean first) {
        var account = accounts.get(name);
        return first ? service.signedInWithOwnPassword(account.get(0), account.get(1))
                : service.signedIn(account.get(0), "my own password " + account.get(0).hashCode());
    }
}
