package io.github.certpulse.intake.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.certpulse.survey.sheet.Sheet.Contact;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@Fast
class ContactSealTest {
    private final ContactSeal seal = new ContactSeal(Secrets.keys(Secrets.ONE));
    private final UUID response = UUID.randomUUID();
    private final Contact contact = new Contact("张老师", "13800138000");

    @Test
    void opensWhatItClosed() {
        assertThat(seal.open(response, seal.close(response, contact))).isEqualTo(contact);
    }

    @Test
    void encryptsTheSameContactDifferentlyEachTime() {
        var sealed = seal.close(response, contact);
        assertThat(new String(sealed.bytes(), StandardCharsets.UTF_8)).doesNotContain("张老师", "13800138000");
        assertThat(sealed.bytes()).isNotEqualTo(seal.close(response, contact).bytes());
    }

    @Test
    void refusesAContactThatWasChangedOrMovedToAnotherResponse() {
        var sealed = seal.close(response, contact);
        assertThatThrownBy(() -> seal.open(UUID.randomUUID(), sealed)).isInstanceOf(IllegalStateException.class);
        sealed.bytes()[20] ^= 1;
        assertThatThrownBy(() -> seal.open(response, sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void opensWhatAPreviousSecretClosedAndClosesWithTheCurrentOne() {
        var replaced = new ContactSeal(Secrets.keys(Secrets.OTHER, Secrets.ONE));
        assertThat(replaced.open(response, seal.close(response, contact))).isEqualTo(contact);
        assertThat(new ContactSeal(Secrets.keys(Secrets.OTHER)).open(response, replaced.close(response, contact)))
                .isEqualTo(contact);
    }

    @Test
    void reportsThatAContactWasClosedWithAnotherKey() {
        var sealed = new ContactSeal(Secrets.keys(Secrets.OTHER)).close(response, contact);
        assertThatThrownBy(() -> seal.open(response, sealed)).hasMessageContaining("CERTPULSE_SECRET");
    }
}
