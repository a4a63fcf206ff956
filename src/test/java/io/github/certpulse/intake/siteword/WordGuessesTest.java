package io.github.certpulse.intake.siteword;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.access.respondent.Respondent;
import io.github.certpulse.intake.siteword.SiteWords.Verdict;
import io.github.certpulse.platform.redis.RateLimits;
import io.github.certpulse.platform.redis.RateLimits.Limit;
import io.github.certpulse.platform.redis.RateLimits.Refusal;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.survey.entry.Entries;
import io.github.certpulse.survey.entry.Entries.Scope;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.SiteWordRules;
import io.github.certpulse.testing.TestService;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Site words are guessed: the guessing becomes slow, and the school goes on.
@Fast
class WordGuessesTest {
    private static final String HOME = "192.0.2.1";
    private final TestService service = TestService.shared();
    private final RateLimits limits = service.bean(RateLimits.class);
    private final Province province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
    private final Province.School school = province.school("甲校");
    private final Scope teachers = service.bean(Entries.class).scope(school.teacherCode()).orElseThrow();
    private final Scope students = service.bean(Entries.class).scope(school.studentCode()).orElseThrow();

    @Test
    void slowDownAfterFiveWrongWordsOfOneRespondent() {
        SiteWordRules.set(province, "{\"teacher\":\"WEB\"}").expect(200);
        var word = SiteWordRules.word(province.clerk("甲校"), "TEACHER");
        var sheet = Sheets.teacher(school, school.certificate("物流管理"));
        var guesser = service.browser();
        var stored = "/api/v1/responses/" + UUID.randomUUID();
        guesser.put(stored, SiteWordRules.with(sheet, word)).expect(201);
        var path = "/api/v1/responses/" + UUID.randomUUID();
        for (var i = 0; i < 5; i++) {
            guesser.put(path, SiteWordRules.with(sheet, SiteWordRules.wrong(word)))
                    .expectProblem(403, "site-word-wrong");
        }
        for (var next : new String[]{SiteWordRules.wrong(word), word}) {
            var refused = guesser.put(path, SiteWordRules.with(sheet, next)).expectProblem(429, "too-many-attempts");
            assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(50, 60);
            assertThat(refused.string("detail")).contains("秒后再试");
        }
        guesser.post("/api/v1/entries/" + school.teacherCode() + "/site-word", "{\"siteWord\":\"%s\"}".formatted(word))
                .expectProblem(429, "too-many-attempts");
        guesser.put(stored, sheet).expect(200);
        guesser.put(path, sheet).expectProblem(403, "site-word-required");
        service.browser()
                .put("/api/v1/responses/" + UUID.randomUUID(), SiteWordRules.with(sheet, word))
                .expect(201);
    }

    @Test
    void areLimitedByThreeNumbers() {
        assertThat(Limit.SITE_WORD.permits()).isEqualTo(5);
        assertThat(Limit.SITE_WORD.refill()).isEqualTo(Duration.ofSeconds(60));
        assertThat(Limit.SITE_WORD_ADDRESS.permits()).isEqualTo(100);
        assertThat(Limit.SITE_WORD_ADDRESS.refill()).isEqualTo(Duration.ofSeconds(10));
        assertThat(Limit.SITE_WORD_CODE.permits()).isEqualTo(500);
        assertThat(Limit.SITE_WORD_CODE.refill()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void leaveAnAddressAHundredWrongWordsAndThenOneEveryTenSeconds() {
        for (var i = 0; i < 100; i++) {
            assertThat(guess(Verdict.WRONG, teachers, HOME)).as("%d before", i).isEmpty();
        }
        for (var verdict : new Verdict[]{Verdict.WRONG, Verdict.RIGHT}) {
            assertThat(refused(verdict, teachers, HOME)).hasValueSatisfying(refusal -> {
                assertThat(refusal.limit()).isEqualTo(Limit.SITE_WORD_ADDRESS);
                assertThat(refusal.delay()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(10));
            });
        }
        assertThat(guess(Verdict.RIGHT, teachers, "192.0.2.2")).as("another address").isEmpty();
        assertThat(guess(Verdict.RIGHT, students, HOME)).as("another code").isEmpty();
        var inWechat = new Respondent(UUID.randomUUID().toString(), Channel.WECHAT);
        assertThat(limits.refused(WordGuesses.demands(Verdict.RIGHT, teachers, inWechat, HOME))).isEmpty();
    }

    @Test
    void leaveACodeFiveHundredWrongWordsFromEverywhereAndThenOneEveryFiveSeconds() {
        for (var i = 0; i < 500; i++) {
            assertThat(guess(Verdict.WRONG, students, "192.0.2." + i)).as("%d before", i).isEmpty();
        }
        assertThat(refused(Verdict.RIGHT, students, "198.51.100.1")).hasValueSatisfying(refusal -> {
            assertThat(refusal.limit()).isEqualTo(Limit.SITE_WORD_CODE);
            assertThat(refusal.delay()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(5));
        });
        assertThat(guess(Verdict.RIGHT, teachers, "198.51.100.1")).isEmpty();
    }

    @Test
    void areNotCountedWhereTheWordIsRight() {
        for (var i = 0; i < 1_000; i++) {
            assertThat(guess(Verdict.RIGHT, teachers, HOME)).isEmpty();
        }
    }

    /// The first refusal of several guesses: on a busy machine Redis may not answer in time, and then the service
    /// counts itself.
    private Optional<Refusal> refused(Verdict verdict, Scope scope, String address) {
        return Stream.generate(() -> guess(verdict, scope, address)).limit(200).flatMap(Optional::stream).findFirst();
    }

    /// By a new respondent.
    private Optional<Refusal> guess(Verdict verdict, Scope scope, String address) {
        return limits.refused(
                WordGuesses.demands(
                        verdict,
                        scope,
                        new Respondent(UUID.randomUUID().toString(), Channel.WEB),
                        address));
    }
}
