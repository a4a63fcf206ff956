package io.github.certpulse.output.export;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestService;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

@Fast
class AuditFileTest {
    private static final String FILE = "/api/v1/audit.csv";
    private final TestService service = TestService.shared();
    private final Province province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");

    @Test
    void holdsTheRowsOfTheSearchAndIsRecordedItself() {
        province.change("{\"title\":\"=1+1\"}");
        var rows = rows("?target=" + province.id());
        assertThat(rows.getFirst().getHeader())
                .containsExactly("id", "time", "username", "address", "action", "target", "facts");
        assertThat(rows.stream().map(row -> row.getField("action")))
                .containsExactly("campaign-changed", "roster-imported", "campaign-created");
        assertThat(rows.getFirst().getField("facts")).contains("\"title\":\"=1+1\"");
        assertThat(rows).allMatch(row -> row.getField("username").equals("office"));
        assertThat(service.office().get("/api/v1/audit?action=audit-downloaded").expect(200).number("total"))
                .isPositive();
    }

    @Test
    void keepsToTheTimesOfTheSearch() {
        var now = Instant.now();
        var target = "&target=" + province.id();
        assertThat(rows("?from=" + now.minus(1, ChronoUnit.HOURS) + target)).hasSize(2);
        assertThat(rows("?from=" + now.plus(1, ChronoUnit.HOURS) + target)).isEmpty();
        assertThat(rows("?to=" + now.minus(1, ChronoUnit.HOURS) + target)).isEmpty();
        service.office().get(FILE + "?from=yesterday").expectProblem(422, "parameter-invalid");
    }

    @Test
    void isForTheOfficeOnly() {
        service.viewer().get(FILE).expectProblem(403, "forbidden");
        province.clerk("甲校").get(FILE).expectProblem(403, "forbidden");
        service.wechatUser().get(FILE).expectProblem(403, "forbidden");
        service.stranger().get(FILE).expectProblem(401, "unauthorized");
    }

    private List<NamedCsvRecord> rows(String query) {
        var text = service.office().get(FILE + query).expect(200).text().substring(1);
        return CsvReader.builder().ofNamedCsvRecord(text).stream().toList();
    }
}
