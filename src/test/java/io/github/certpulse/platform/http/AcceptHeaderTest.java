package io.github.certpulse.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptHeaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                    "text/csv | true",
                    "text/csv, */* | true",
                    "*/*, text/csv | true",
                    "application/json;q=0.5, text/csv | true",
                    "application/json, text/csv | false",
                    "application/json, text/plain, */* | false",
                    "text/html | false",
                    "*/* | false",
                    "no/such;;,/ | false"})
    void prefersTheOtherTypeOnlyWhereTheClientNamesItFirst(String accept, boolean other) {
        var headers = HttpRequest.GET("/").header("Accept", accept).getHeaders();
        assertThat(AcceptHeader.prefers(headers, MediaType.TEXT_CSV_TYPE, MediaType.APPLICATION_JSON_TYPE))
                .isEqualTo(other);
    }
}
