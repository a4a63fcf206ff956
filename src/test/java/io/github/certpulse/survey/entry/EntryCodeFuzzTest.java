package io.github.certpulse.survey.entry;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.github.certpulse.testing.Attack;

/// Whatever is scanned or typed, it is read as a code or as none.
@Attack
class EntryCodeFuzzTest {

    @FuzzTest(maxDuration = "10s")
    void readsACodeAsItsOwnText(@NotNull String typed) {
        EntryCode.parse(typed).ifPresent(code -> assertThat(EntryCode.parse(code.text())).contains(code));
    }
}
