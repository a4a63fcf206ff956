package io.github.certpulse.survey.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which names could be one name with a slip of the pen.
@Fast
class SimilarNamesTest {

    @ParameterizedTest
    @CsvSource({"长江职业技术学院,长江职业技木学院", "长江职业技术学院,长江职业技术学校", "长江职业技术学院,长江职业技术学",
            "长江职业技术学院,长汀职业技术学院", "长江职业技术学院,长江业职技术学院", "长江职业技术学院,长江职业学院",
            "长江职业技术学院,长江职业技术大学", "长江职业技术学院,长汀职业技术学园", "长江职业技术学院,江职业技术学园",
            "样例中等职业学校,样例等职业学校", "Web前端开发,Web前段开发", "Web前端开发,Wab前端开发", "工业机器人操作与运维,工业机器人操作和运维"})
    void areSimilar(String a, String b) {
        assertThat(similar(a, b)).isTrue();
        assertThat(similar(b, a)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"武汉职业技术学院,黄冈职业技术学院", "武汉电力职业技术学院,武汉船舶职业技术学院", "武汉职业技术学院,武汉电力职业技术学院",
            "武汉市第一职业学校,武汉市第二职业学校", "第1职业技术学校,第12职业技术学校", "淮北职业技术学院,淮南职业技术学院",
            "甲市卫生学校,乙市卫生学校", "老年照护,幼儿照护", "宿州学院,池州学院", "长江职业技术学院,长江职业技术学院",
            "Web前端开发（初级）,Web前端开发（中级）", "保康县中等职业技术学校,建始县中等职业技术学校"})
    void areNotSimilar(String a, String b) {
        assertThat(similar(a, b)).isFalse();
        assertThat(similar(b, a)).isFalse();
    }

    private static boolean similar(String a, String b) {
        return SimilarNames.from(NameKey.from(a)).couldBe(SimilarNames.from(NameKey.from(b)));
    }
}
