package io.github.certpulse.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.load.Template;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import java.util.List;
import java.util.stream.Stream;

/// The requests of respondents, schools and the office, as text.
///
/// @param port the service's
record RequestTexts(int port) {
    static final String DEFINITION = "/api/v1/questionnaires/teacher-2020/1";
    private static final String CONTACT = "{\"name\":\"王老师\",\"phone\":\"13800138000\"}";

    /// A teacher's sheet for each certificate of each school, with and without a contact.
    List<String> sheets(List<Province.School> schools, boolean contact) {
        return schools.stream()
                .flatMap(
                        school -> school.certificates()
                                .values()
                                .stream()
                                .map(certificate -> Sheets.teacher(school, certificate)))
                .map(sheet -> contact ? Sheets.with(sheet, "contact", CONTACT) : sheet)
                .map(sheet -> new String(Json.canonical(sheet), UTF_8))
                .map(
                        body -> head(
                                "PUT",
                                "/api/v1/responses/" + Template.ID,
                                "Authorization: Bearer " + Template.TOKEN,
                                "Content-Type: application/json",
                                "Content-Length: " + body.getBytes(UTF_8).length) + body)
                .toList();
    }

    /// What the codes of all schools stand for.
    List<String> entries(List<Province.School> schools, boolean token) {
        return schools.stream()
                .flatMap(school -> Stream.of(school.teacherCode(), school.studentCode()))
                .map(
                        code -> token
                                ? head("GET", "/api/v1/entries/" + code, "Authorization: Bearer " + Template.TOKEN)
                                : head("GET", "/api/v1/entries/" + code))
                .toList();
    }

    /// The same page for each of these people.
    List<String> get(String path, List<String> tokens, String... headers) {
        return tokens.stream()
                .map(
                        token -> head(
                                "GET",
                                path,
                                Stream.concat(Stream.of("Authorization: Bearer " + token), Stream.of(headers))
                                        .toArray(String[]::new)))
                .toList();
    }

    /// A page that anybody may read.
    List<String> get(String path, String... headers) {
        return List.of(head("GET", path, headers));
    }

    private String head(String method, String path, String... headers) {
        return Stream.concat(
                Stream.of(method + " " + path + " HTTP/1.1", "Host: localhost:" + port),
                Stream.of(headers)).map(line -> line + "\r\n").reduce("", String::concat) + "\r\n";
    }
}
