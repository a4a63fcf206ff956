package io.github.certpulse.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.roster.RosterReader;
import io.github.certpulse.survey.roster.RosterReading.Readable;
import io.github.certpulse.survey.roster.RosterRow;
import io.github.certpulse.testing.Fast;
import java.io.IOException;
import java.util.Collection;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rosters of the samples: real schools with certificates that were assigned for the sample.
@Fast
class SampleRostersTest {

    @ParameterizedTest
    @CsvSource({"hubei, 25, 6", "anhui, 189, 12"})
    void containEverySchoolAndMarkEveryRowAsASample(String province, int schools, int mostCertificates)
            throws IOException {
        var file = file(province);
        var rows = ((Readable) new RosterReader().read(file)).rows();
        var bySchool = rows.stream().collect(Collectors.groupingBy(RosterRow::school));

        assertThat(bySchool).hasSize(schools);
        assertThat(bySchool.values()).extracting(Collection::size)
                .allMatch(size -> size >= 2 && size <= mostCertificates);
        assertThat(rows).allMatch(row -> row.registeredStudents() >= 20 && row.registeredStudents() <= 600);
        assertThat(new String(file, UTF_8).lines().skip(1)).hasSize(rows.size())
                .allMatch(line -> line.endsWith(",样例"));
    }

    private static byte[] file(String province) throws IOException {
        try (var sample = SampleRostersTest.class.getResourceAsStream("/samples/" + province + ".csv")) {
            return sample.readAllBytes();
        }
    }
}
