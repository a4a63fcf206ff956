package io.github.certpulse.files.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileNameTest {

    @Test
    void writesAPlainNameWithoutEncodedName() {
        assertThat(FileName.plain("roster.csv").attachment()).isEqualTo("attachment; filename=\"roster.csv\"");
        assertThat(FileName.plain("teacher.png").inline()).isEqualTo("inline; filename=\"teacher.png\"");
    }

    @Test
    void addsAnEncodedNameForOtherLetters() {
        assertThat(new FileName("kit.zip", "湖北 1+X*.zip").attachment())
                .isEqualTo("attachment; filename=\"kit.zip\"; filename*=UTF-8''%E6%B9%96%E5%8C%97%201%2BX_.zip");
    }

    @Test
    void replacesCharactersThatFileSystemsReserve() {
        assertThat(FileName.withoutReserved("a/b\\c:d*e?f\"g<h>i|j\nk")).isEqualTo("a_b_c_d_e_f_g_h_i_j_k");
    }
}
