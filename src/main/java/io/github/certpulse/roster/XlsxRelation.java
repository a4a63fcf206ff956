package io.github.certpulse.roster;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/// From one part of a workbook to another (ECMA-376 part 2, relationships).
///
/// @param type   a URI that ends with the kind of the target
/// @param target the other part's name within the archive
record XlsxRelation(String id, String type, String target) {

    /// Those that start from the part, or from the archive itself where the name is empty; none where it declares none.
    static List<XlsxRelation> of(String part, XlsxParts parts) throws XMLStreamException {
        var folder = part.substring(0, part.lastIndexOf('/') + 1);
        var declared = parts.part(folder + "_rels/" + part.substring(folder.length()) + ".rels");
        if (declared.isEmpty()) {
            return List.of();
        }
        var relations = new ArrayList<XlsxRelation>();
        var xml = new XlsxXml(declared.get());
        while (xml.nextStartOf("Relationship")) {
            var target = xml.attribute("Target").orElse("");
            relations.add(new XlsxRelation(xml.attribute("Id").orElse(""), xml.attribute("Type").orElse(""),
                    target.startsWith("/") ? target : folder + target));
        }
        return relations;
    }

    /// The namespace differs between strict and transitional workbooks, the last word does not.
    boolean is(String kind) {
        return type.endsWith("/" + kind);
    }
}
