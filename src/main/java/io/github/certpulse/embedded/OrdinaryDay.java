package io.github.certpulse.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;

/// The requests of an ordinary day, sent to a service that holds a sample campaign: people answer, a school and the
/// office look at their figures.
final class OrdinaryDay {
    /// So many that the JVM compiles the code which they need: the cache keeps the profiles of compiled code only.
    private static final int RESPONDENTS = 3_000;
    private static final String SHEET =
            """
                    {"entry":"%s","certificateId":"%s","questionnaire":{"code":"teacher-2020","version":1},
                     "answers":{"q3":"B","q4":"A","q5":["A","B"],"q6":"A","q7":"A","q8":["A"],"q9":"B","q10":"B",
                      "q11":["A","C"],"q12":"A","q13":"B","q14":"A","q15":["A","E"],"q16":"B","q17":["A"],"q18":"A",
                      "q19":"B","q20":"C","q21":"培训时间可以更长一些"},
                     "otherTexts":{"q15":"带薪休假"},"elapsedSeconds":214}""";
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;
    private final String officePassword;

    OrdinaryDay(String address, String officePassword) {
        this.address = address;
        this.officePassword = officePassword;
    }

    void awaitStart(Process service, Duration timeout) throws InterruptedException {
        var begin = System.nanoTime();
        while (!isReady()) {
            if (!service.isAlive() || System.nanoTime() - begin > timeout.toNanos()) {
                throw new IllegalStateException("the service does not start");
            }
            Thread.sleep(20);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return client.send(request("/health/readiness", "").build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    void run() throws IOException, InterruptedException {
        var office = token("office", officePassword);
        var campaigns = get("/api/v1/campaigns", office);
        var campaign = "/api/v1/campaigns/" + first("\"id\":\"([^\"]+)", campaigns);
        var code = first("\"teacher\":\"([^\"]+)", get(campaign + "/schools?size=500", office));
        answer(code);
        for (var path : new String[]{"/progress", "/results?role=TEACHER", "/exports/responses.csv"}) {
            get(campaign + path, office);
        }
        get("/openapi/certpulse.yml", "");
        get("/s/" + code, "");
        get("/", "");
    }

    private void answer(String code) throws IOException, InterruptedException {
        for (var each = 0; each < RESPONDENTS; each++) {
            var session = send(request("/api/v1/web/sessions", "").POST(HttpRequest.BodyPublishers.noBody()));
            var respondent = first("\"accessToken\":\"([^\"]+)", session);
            get("/api/v1/questionnaires/teacher-2020/1", "");
            var certificate = first("\"certificates\":\\[\\{\"id\":\"([^\"]+)", get("/api/v1/entries/" + code, ""));
            get("/api/v1/entries/" + code, respondent);
            var sheet = HttpRequest.BodyPublishers.ofString(SHEET.formatted(code, certificate));
            send(json("/api/v1/responses/" + UUID.randomUUID(), respondent).PUT(sheet));
        }
    }

    private String token(String username, String password) throws IOException, InterruptedException {
        var credentials = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password);
        var session = send(json("/api/v1/sessions", "").POST(HttpRequest.BodyPublishers.ofString(credentials)));
        return first("\"accessToken\":\"([^\"]+)", session);
    }

    private String get(String path, String token) throws IOException, InterruptedException {
        return send(request(path, token).GET());
    }

    private HttpRequest.Builder json(String path, String token) {
        return request(path, token).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder request(String path, String token) {
        var request = HttpRequest.newBuilder(URI.create(address + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    /// The answer's body.
    ///
    /// @throws IllegalStateException where the service refuses the request
    private String send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        var request = builder.build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 400) {
            throw new IllegalStateException(request + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static String first(String pattern, String text) {
        var matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException(pattern + " is not in " + text);
        }
        return matcher.group(1);
    }
}
