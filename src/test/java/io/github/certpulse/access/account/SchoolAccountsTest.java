package io.github.certpulse.access.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;

@Fast
class SchoolAccountsTest {
    private final TestService service = TestService.shared();
    private final Province province =
            Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120", "乙校,高职,武汉市,,,物流管理,中级,60");
    private final String path = province.path() + "/accounts";

    @Test
    void openedAccountsAreListedOnceAsCsvForExcel() {
        var reply = province.office().post(path, "", "Accept", "text/csv").expect(200);
        assertThat(reply.header("content-type")).startsWith("text/csv");
        assertThat(reply.header("cache-control")).isEqualTo("no-store");
        assertThat(reply.text()).startsWith("\uFEFFschool,username,password");
        assertThat(reply.text().lines().skip(1)).hasSize(2).allMatch(line -> line.matches("[甲乙]校,[^,]+,[^,]{10,}"));
        province.importRoster("丙校,高职,,,,物流管理,中级,5", "甲校,高职,武汉市,,,物流管理,中级,120").expect(200);
        var later = province.office().post(path, "", "Accept", "text/csv").expect(200).text().lines().toList();
        assertThat(later).hasSize(2).element(1).asString().startsWith("丙校,");
        assertThat(province.office().post(path, "", "Accept", "text/csv").expect(200).text().lines()).hasSize(1);
    }

    @Test
    void openedAccountsAreListedAsAWorkbookByDefault() throws IOException {
        var reply = province.office().post(path, "").expect(200);
        assertThat(reply.header("content-type"))
                .startsWith("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(reply.body()))) {
            var rows = workbook.getFirstSheet().read();
            assertThat(List.of(rows.get(0).getCellText(0), rows.get(0).getCellText(1), rows.get(0).getCellText(2)))
                    .containsExactly("school", "username", "password");
            assertThat(rows).hasSize(3);
            service.signedInWithOwnPassword(rows.get(1).getCellText(1), rows.get(1).getCellText(2))
                    .get("/api/v1/school/progress")
                    .expect(200);
        }
    }

    @Test
    void clerksSeeOnlyTheirOwnSchool() {
        var accounts = province.openAccounts();
        var clerkA = service.signedInWithOwnPassword(accounts.get("甲校").get(0), accounts.get("甲校").get(1));
        var clerkB = service.signedInWithOwnPassword(accounts.get("乙校").get(0), accounts.get("乙校").get(1));
        assertThat(clerkA.get("/api/v1/school/progress").expect(200).string("school.name")).isEqualTo("甲校");
        assertThat(clerkB.get("/api/v1/school/progress").expect(200).string("school.name")).isEqualTo("乙校");
        clerkB.get("/api/v1/school/progress?school=" + province.school("甲校").id())
                .expectProblem(400, "parameter-unknown");
        for (var foreign : List.of(
                "/schools",
                "/progress",
                "/results?role=TEACHER",
                "/contacts",
                "/schools/" + province.school("甲校").id() + "/qrcodes/teacher.png",
                "")) {
            assertThat(clerkA.get(province.path() + foreign).status()).as(foreign).isIn(403, 404);
        }
        assertThat(
                clerkA.post(province.path() + "/schools/" + province.school("甲校").id() + "/entries/teacher", "")
                        .status())
                .isIn(403, 404);
    }

    @Test
    void clerksSeeTheirProgressBeforeTheFirstResponse() {
        var progress = province.clerk("甲校").get("/api/v1/school/progress").expect(200);
        assertThat(progress.string("campaign.id")).isEqualTo(province.id());
        assertThat(progress.string("asOf")).isNotBlank();
        assertThat(progress.number("certificates.0.teachers.required")).isEqualTo(5);
        assertThat(progress.number("certificates.0.students.missing")).isEqualTo(10);
        assertThat(progress.number("certificates.0.students.received")).isZero();
        assertThat(progress.string("certificates.0.level")).isEqualTo("中级");
        var ofAll = province.office().get(province.path() + "/progress").expect(200);
        assertThat(ofAll.number("schoolsMet")).isZero();
        assertThat(ofAll.list("schools")).hasSize(2);
        assertThat(ofAll.at("schools.0.certificates")).isNull();
        assertThat(
                province.office()
                        .get(province.path() + "/progress?detail=certificates")
                        .expect(200)
                        .list("schools.0.certificates"))
                .hasSize(1);
    }
}
