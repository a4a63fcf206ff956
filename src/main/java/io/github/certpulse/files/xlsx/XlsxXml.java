package io.github.certpulse.files.xlsx;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads the XML of one part of a workbook. Names are local names, because strict and transitional workbooks differ
/// only by namespace. A document type declaration is an error (OPC, ECMA-376 part 2, forbids it), so entities are never
/// resolved.
final class XlsxXml {
    private final XMLStreamReader xml;
    private final int maxCharacters;

    XlsxXml(byte[] part, XlsxLimits limits) throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        maxCharacters = limits.cellCharacters();
        xml = factory.createXMLStreamReader(characters(part));
    }

    /// Moves to the next start or end of an element; false at the document's end.
    boolean next() throws XMLStreamException {
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw new XMLStreamException("a workbook has no document type");
            }
            if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
                return true;
            }
        }
        return false;
    }

    /// Moves to the next start of this element; false where there is none.
    boolean nextStartOf(String element) throws XMLStreamException {
        while (next()) {
            if (starts(element)) {
                return true;
            }
        }
        return false;
    }

    boolean starts(String element) {
        return xml.isStartElement() && xml.getLocalName().equals(element);
    }

    boolean ends(String element) {
        return xml.isEndElement() && xml.getLocalName().equals(element);
    }

    Optional<String> attribute(String localName) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(localName)) {
                return Optional.of(xml.getAttributeValue(i));
            }
        }
        return Optional.empty();
    }

    /// The text of the current element up to its end; cut off one character after the limit, so that the caller can see
    /// that it is too long.
    String text() throws XMLStreamException {
        var text = new StringBuilder();
        int depth = 1;
        while (depth > 0 && xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (xml.isCharacters()) {
                append(text, xml.getText());
            }
        }
        return text.toString();
    }

    /// The text of the current string item (`si`, `is`): its runs joined, without phonetic guides (`rPh`).
    String richText(String item) throws XMLStreamException {
        var text = new StringBuilder();
        while (next() && !ends(item)) {
            if (starts("rPh")) {
                text();
            } else if (starts("t")) {
                append(text, text());
            }
        }
        return text.toString();
    }

    /// Decodes UTF-8 or UTF-16, which OPC requires, strictly: the parser's own decoder prints errors about malformed
    /// bytes to stderr.
    private static Reader characters(byte[] part) {
        if (startsWith(part, 0xFE, 0xFF) || startsWith(part, 0xFF, 0xFE)) {
            return new InputStreamReader(new ByteArrayInputStream(part), UTF_16.newDecoder());
        }
        int mark = startsWith(part, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        return new InputStreamReader(new ByteArrayInputStream(part, mark, part.length - mark), UTF_8.newDecoder());
    }

    private static boolean startsWith(byte[] part, int... mark) {
        return part.length >= mark.length && IntStream.range(0, mark.length).allMatch(i -> (part[i] & 0xFF) == mark[i]);
    }

    private void append(StringBuilder text, String more) {
        int room = maxCharacters + 1 - text.length();
        text.append(more, 0, Math.min(room, more.length()));
    }
}
