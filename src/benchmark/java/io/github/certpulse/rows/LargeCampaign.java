package io.github.certpulse.rows;

import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;

/// A campaign of a province's size: 189 schools with 12 certificates each.
///
/// @param schools      in roster order
/// @param officeToken  of the account `office`
/// @param clerksTokens of some schools' accounts
record LargeCampaign(String id, List<Province.School> schools, String officeToken, List<String> clerksTokens) {
    static final int SCHOOLS = 189;
    static final int CERTIFICATES = 12;
    private static final int CLERKS = 24;

    /// Makes the campaign by means of a running service.
    ///
    /// @param caps a merge patch of the campaign
    static LargeCampaign make(TestService service, String caps, boolean withClerks) {
        var province = Province.with(service, roster());
        province.change(caps);
        var schools = new ArrayList<Province.School>();
        for (var school : province.schoolList()) {
            var teacherCode = Reply.at(school, "entries.teacher").getStringValue();
            var certificates = new HashMap<String, String>();
            service.stranger()
                    .get("/api/v1/entries/" + teacherCode)
                    .expect(200)
                    .list("certificates")
                    .forEach(
                            each -> certificates
                                    .put(each.get("name").getStringValue(), each.get("id").getStringValue()));
            schools.add(
                    new Province.School(
                            school.get("id").getStringValue(),
                            school.get("name").getStringValue(),
                            teacherCode,
                            Reply.at(school, "entries.student").getStringValue(),
                            certificates));
        }
        return new LargeCampaign(
                province.id(),
                schools,
                province.office().token(),
                withClerks ? clerks(service, province) : List.of());
    }

    private static List<String> clerks(TestService service, Province province) {
        return province.openAccounts()
                .values()
                .stream()
                .limit(CLERKS)
                .map(account -> service.signedInWithOwnPassword(account.get(0), account.get(1)).token())
                .toList();
    }

    private static String[] roster() {
        return IntStream.range(0, SCHOOLS)
                .boxed()
                .flatMap(
                        school -> IntStream.range(0, CERTIFICATES)
                                .mapToObj(
                                        certificate -> "第%d职业技术学院,%s,城市%d,%s,,证书%d,中级,500"
                                                .formatted(
                                                        school,
                                                        List.of("高职", "中职", "本科").get(school % 3),
                                                        school % 17,
                                                        List.of("一", "二").get(school % 2),
                                                        (school + certificate) % 40)))
                .toArray(String[]::new);
    }

    String path() {
        return "/api/v1/campaigns/" + id;
    }
}
