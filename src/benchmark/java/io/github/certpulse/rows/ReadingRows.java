package io.github.certpulse.rows;

import io.github.certpulse.ceiling.DatabaseCeiling;
import io.github.certpulse.ceiling.Nginx;
import io.github.certpulse.ceiling.RedisHash;
import io.github.certpulse.load.Run.People;
import io.github.certpulse.load.Run.Protocol;
import io.github.certpulse.load.Run;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.Visitor;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// What respondents, schools and the office read.
final class ReadingRows {
    private static final int CONNECTIONS = 16;
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int VALUES_OF_A_SCHOOL = 2;
    private static final String ZIPPED_DEFINITION = "definition, gzip, as phones ask for it";
    private static final String GZIP = "Accept-Encoding: gzip";
    private final Bench bench;
    private final Target target;
    private final DatabaseCeiling ceiling;
    private final LargeCampaign campaign;

    ReadingRows(Bench bench, Target target, DatabaseCeiling ceiling, LargeCampaign campaign) {
        this.bench = bench;
        this.target = target;
        this.ceiling = ceiling;
        this.campaign = campaign;
    }

    void measure(Table table) {
        entries(table);
        definition(table);
        schoolProgress(table);
        campaignProgress(table);
    }

    private void entries(Table table) {
        var plain = run("entries", target.texts().entries(campaign.schools(), false), People.NOBODY, OK);
        var token = run("entries-token", target.texts().entries(campaign.schools(), true), People.SAME, OK);
        var select = "select by primary key";
        WarmUp.of(() -> target.read(plain));
        WarmUp.of(() -> target.read(token));
        var rounds = new Rounds().with("entry without token", () -> target.read(plain))
                .with("entry with token", () -> target.read(token))
                .with(
                        select,
                        () -> new Ceilings(bench)
                                .measured(() -> ceiling.select(CONNECTIONS, bench.options().readingSeconds())))
                .run();
        table.add(rounds, "entry without token", select, "ratio ≥ 0.8");
        table.add(rounds, "entry with token", select, "ratio ≥ 0.5");
    }

    private void definition(Table table) {
        var answer = target.visitor().get(RequestTexts.DEFINITION).expect(OK);
        var full = run("definition", target.texts().get(RequestTexts.DEFINITION), People.NOBODY, OK);
        var same = run(
                "definition-304",
                target.texts().get(RequestTexts.DEFINITION, "If-None-Match: " + answer.header("etag")),
                People.NOBODY,
                NOT_MODIFIED);
        var zipped = run(
                "definition-gzip",
                target.texts().get(RequestTexts.DEFINITION, GZIP),
                People.NOBODY,
                OK);
        var program = Nginx.program();
        WarmUp.of(() -> target.read(full));
        WarmUp.of(() -> target.read(zipped));
        WarmUp.of(() -> target.read(same));
        var rounds = new Rounds().with("definition", () -> target.read(full))
                .with(ZIPPED_DEFINITION, () -> target.read(zipped))
                .with("definition, 304", () -> target.read(same));
        if (program.isEmpty()) {
            System.out.println("NGINX IS NOT INSTALLED: the definition is not compared with a file that it serves");
            rounds.run();
            table.add(rounds, ZIPPED_DEFINITION, "");
            table.add(rounds, "definition", "ratio ≥ 0.40 to nginx, which is not installed");
            table.add(rounds, "definition, 304", "ratio ≥ 0.40 to nginx, which is not installed");
            return;
        }
        try (
                var nginx = Nginx.start(
                        program.get(),
                        bench.file("nginx"),
                        RequestTexts.DEFINITION.substring(1),
                        answer.body())) {
            var file = Visitor.at(URI.create("http://127.0.0.1:" + nginx.port()))
                    .get(RequestTexts.DEFINITION)
                    .expect(OK)
                    .header("etag");
            rounds.with("nginx, file", () -> nginx(nginx, "nginx-file", OK))
                    .with("nginx, 304", () -> nginx(nginx, "nginx-304", NOT_MODIFIED, "If-None-Match: " + file))
                    .run();
            table.add(rounds, "definition", "nginx, file", "ratio ≥ 0.40");
            table.add(rounds, ZIPPED_DEFINITION, "");
            table.add(rounds, "definition, 304", "nginx, 304", "ratio ≥ 0.40");
        }
    }

    private Sample nginx(Nginx nginx, String file, int expected, String... headers) {
        return ceiling(
                Protocol.HTTP,
                target.file(file, target.texts().get(RequestTexts.DEFINITION, headers)),
                nginx.port(),
                expected);
    }

    private void schoolProgress(Table table) {
        var clerks = target.texts().get("/api/v1/school/progress", campaign.clerksTokens());
        var progress = run("school-progress", clerks, People.NOBODY, OK);
        var schools = campaign.schools().stream().map(school -> TestDatabase.id(school.id())).toList();
        var requests = target.file("redis", RedisHash.requests(bench.redisPort(), schools));
        var hmget = "Redis HMGET of a school's counts";
        WarmUp.of(() -> target.read(progress));
        var rounds = new Rounds().with("school/progress", () -> target.read(progress))
                .with(hmget, () -> ceiling(Protocol.REDIS, requests, bench.redisPort(), VALUES_OF_A_SCHOOL))
                .run();
        table.add(rounds, "school/progress", hmget, "≥ 15,000/s");
    }

    private void campaignProgress(Table table) {
        var path = campaign.path() + "/progress";
        var office = List.of(campaign.officeToken());
        var zipped = run("progress-gzip", target.texts().get(path, office, GZIP), People.NOBODY, OK);
        var plain = run("progress", target.texts().get(path, office), People.NOBODY, OK);
        WarmUp.of(() -> target.read(zipped));
        var rounds = new Rounds().with("campaign progress, gzip", () -> target.read(zipped))
                .with("campaign progress, plain", () -> target.read(plain))
                .run();
        table.add(rounds, "campaign progress, gzip", "≥ 3,000/s");
        table.add(rounds, "campaign progress, plain", "");
    }

    private Run run(String file, List<String> templates, People people, int expected) {
        return target.reading(target.file(file, templates), people, CONNECTIONS, expected);
    }

    private Sample ceiling(Protocol protocol, Path templates, int port, int expected) {
        return new Ceilings(bench).measured(
                () -> bench.generator()
                        .send(
                                new Run(
                                        protocol,
                                        People.NOBODY,
                                        templates,
                                        port,
                                        CONNECTIONS,
                                        bench.options().readingSeconds(),
                                        Integer.MAX_VALUE,
                                        expected)));
    }
}
