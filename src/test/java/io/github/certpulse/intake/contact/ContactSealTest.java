package io.github.certpulse.intake.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.certpulse.survey.sheet.Sheet.Contact;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Secrets;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@Fast
class ContactSealTest {
    private final ContactSeal seal = new ContactSeal(Secrets.keys(Secrets.ONE));
    private final byte[] link = new byte[16];
    private final Contact contact = new Contact("张老师", "13800138000");

    @Test
    void opensWhatItClosed() {
        assertThat(seal.open(link, seal.close(link, contact))).isEqualTo(contact);
    }

    @Test
    void encryptsTheSameContactDifferentlyEachTime() {
        var sealed = seal.close(link, contact);
        assertThat(new String(sealed.bytes(), StandardCharsets.UTF_8)).doesNotContain("张老师", "13800138000");
        assertThat(sealed.bytes()).isNotEqualTo(seal.close(link, contact).bytes());
    }

    @Test
    void refusesAContactThatWasChangedOrMovedToAnotherLink() {
        var sealed = seal.close(link, contact);
        assertThatThrownBy(() -> seal.open(new byte[]{1}, sealed)).isInstanceOf(IllegalStateException.class);
        sealed.bytes()[20] ^= 1;
        assertThatThrownBy(() -> seal.open(link, sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void opensWhatAPreviousSecretClosedAndClosesWithTheCurrentOne() {
        var replaced = new ContactSeal(Secrets.keys(Secrets.OTHER, Secrets.ONE));
        assertThat(replaced.open(link, seal.close(link, contact))).isEqualTo(contact);
        assertThat(new ContactSeal(Secrets.keys(Secrets.OTHER)).open(link, replaced.close(link, contact)))
                .isEqualTo(contact);
    }

    @Test
    void reportsThatAContactWasClosedWithAnotherKey() {
        var sealed = new ContactSeal(Secrets.keys(Secrets.OTHER)).close(link, contact);
        assertThatThrownBy(() -> seal.open(link, sealed)).hasMessageContaining("CERTPULSE_SECRET");
    }
}
