package io.github.certpulse.survey.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@Fast
class CampaignKeysTest {

    @Test
    void allDieTogether() {
        var destroyed = new ArrayList<String>();
        new CampaignKeys(List.of(id -> destroyed.add("one of " + id), id -> destroyed.add("another of " + id)))
                .destroy(7);
        assertThat(destroyed).containsExactly("one of 7", "another of 7");
    }

    @Test
    void theRespondentsKeyOfOneCampaignIsOverwritten() {
        var service = TestService.shared();
        var one = TestDatabase.id(Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120").id());
        var other = TestDatabase.id(Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120").id());
        service.bean(CampaignKeys.class).destroy(one);
        try (var database = TestDatabase.of(service)) {
            assertThat(
                    database.column(
                            "select id from campaign where respondent_key = repeat(char(0), 32) and id in (?, ?)",
                            one,
                            other))
                    .containsExactly(Long.toString(one));
        }
    }
}
