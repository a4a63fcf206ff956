package io.github.certpulse.rows;

import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// How long after its 201 a sheet is counted in the campaign's progress.
final class Freshness {
    private static final int CREATED = 201;
    private static final int OK = 200;
    private static final double LIMIT = 30;
    private static final long MILLIS_BETWEEN = 25;
    private final LargeCampaign campaign;
    private final Province.School school;
    private final Target target;
    private final Visitor office;
    private final List<Double> seconds = new ArrayList<>();

    /// @param school one that nobody else answers for
    Freshness(Target target, LargeCampaign campaign, Province.School school) {
        this.campaign = campaign;
        this.school = school;
        this.target = target;
        this.office = target.visitor().with(campaign.officeToken());
    }

    /// Hands in a sheet and waits until progress shows it.
    void probe() {
        var before = received();
        var browser = target.visitor();
        var respondent = browser.with(browser.post("/api/v1/web/sessions", "").expect(CREATED).string("accessToken"));
        var certificate = school.certificates().values().iterator().next();
        respondent.put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, certificate)).expect(CREATED);
        var stored = System.nanoTime();
        while (received() == before) {
            if ((System.nanoTime() - stored) / 1e9 > LIMIT) {
                throw new IllegalStateException("Progress does not show a sheet after %.0f s".formatted(LIMIT));
            }
            pause();
        }
        seconds.add((System.nanoTime() - stored) / 1e9);
    }

    private static void pause() {
        try {
            Thread.sleep(MILLIS_BETWEEN);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int received() {
        return office.get(campaign.path() + "/progress")
                .expect(OK)
                .list("schools")
                .stream()
                .filter(each -> each.get("id").getStringValue().equals(school.id()))
                .map(each -> Reply.at(each, "total.teachers.received").getIntValue())
                .findFirst()
                .orElseThrow();
    }

    /// The number of sheets handed in.
    int sheets() {
        return seconds.size();
    }

    Spread seconds() {
        return Spread.of(seconds);
    }
}
