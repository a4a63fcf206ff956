package io.github.certpulse.output.report;

import io.github.certpulse.numbers.result.RandomSheets;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import java.util.List;
import java.util.UUID;

/// A province that has answered: teachers at random, and students who write texts that spreadsheets read as formulas.
/// Names on its roster are such texts too.
final class Answered {
    static final int TEACHERS = 80;
    static final List<String> HOSTILE = List.of(
            "=cmd|' /C calc'!A0",
            "+86 138",
            "-2+3",
            "@SUM(A1)",
            "\t=1+1",
            "\r=1+1",
            "\n=1+1",
            "＝1＋1",
            "＋1",
            "－1",
            "＠A1",
            "_x003D_1+1");

    private Answered() {}

    static Province province() {
        var service = TestService.shared();
        var province = Province.withQuota(
                service,
                "{\"perCertificate\":{\"teachers\":5,\"students\":2},\"perSchool\":{\"teachers\":10,\"students\":3}}",
                "=甲校,高职,武汉市,一,,物流管理,中级,120",
                "=甲校,高职,武汉市,一,,@老年照护,中级,80",
                "乙校,本科,武汉市,＋二,,物流管理,高级,40",
                "丙校,中职,-襄阳市,＋二,,@老年照护,初级,60",
                "丁校,高职,,,,物流管理,中级,9");
        new RandomSheets(service, province, 20201218).handIn(TEACHERS);
        var school = province.school("=甲校");
        for (var text : HOSTILE) {
            var sheet = Sheets.with(
                    Sheets.student(school, school.certificate("物流管理")),
                    "answers.q17",
                    '"' + text.replace("\t", "\\t").replace("\r", "\\r").replace("\n", "\\n") + '"');
            service.wechatUser().put("/api/v1/responses/" + UUID.randomUUID(), sheet).expect(201);
        }
        return province;
    }
}
