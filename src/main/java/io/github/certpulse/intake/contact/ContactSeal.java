package io.github.certpulse.intake.contact;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.secret.Keys;
import io.github.certpulse.platform.secret.Seal.Sealed;
import io.github.certpulse.platform.secret.Seal;
import io.github.certpulse.survey.sheet.Sheet.Contact;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/// Encrypts contacts, each bound to its link; see [Seal].
@Singleton
class ContactSeal {
    private final Seal seal;

    ContactSeal(Keys keys) {
        this.seal = new Seal(keys, "contacts");
    }

    Sealed close(byte[] link, Contact contact) {
        return seal.close(
                HexFormat.of().formatHex(link),
                Json.canonical(
                        JsonNode.createObjectNode(
                                Map.of(
                                        "name",
                                        JsonNode.createStringNode(contact.name()),
                                        "phone",
                                        JsonNode.createStringNode(contact.phone())))));
    }

    /// @throws IllegalStateException if it was encrypted with another secret or belongs to another link
    Contact open(byte[] link, Sealed sealed) {
        return openOf(HexFormat.of().formatHex(link), sealed);
    }

    /// The same for a contact of the table `contact`, which was bound to its response.
    Contact openOlder(UUID response, Sealed sealed) {
        return openOf(response.toString(), sealed);
    }

    private Contact openOf(String owner, Sealed sealed) {
        try {
            var plain = Json.read(seal.open(owner, sealed));
            return new Contact(plain.get("name").getStringValue(), plain.get("phone").getStringValue());
        } catch (IOException e) {
            throw new IllegalStateException("A contact is not readable", e);
        }
    }

    String currentKeyId() {
        return seal.currentKeyId();
    }
}
