package io.github.certpulse.console.office.results;

import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Visitor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The text of a page of results, read without JavaScript.
final class ResultsPageText {
    private static final Pattern ROW =
            Pattern.compile("<tr data-(?:option|flag|contradiction|school)=\"([^\"]+)\">(.*?)</tr>", Pattern.DOTALL);
    private static final Pattern CELL = Pattern.compile("<td[^>]*>(.*?)</td>", Pattern.DOTALL);
    private static final Pattern QUESTION =
            Pattern.compile("<article class=\"card question\" id=\"(\\w+)\".*?</article>", Pattern.DOTALL);
    private final String html;

    private ResultsPageText(String html) {
        this.html = html;
    }

    static ResultsPageText of(Visitor visitor, Province province, String page) {
        return new ResultsPageText(visitor.get("/office/campaigns/" + province.id() + "/" + page).expect(200).text());
    }

    String html() {
        return html;
    }

    /// The parts of the page that are each about one question, by the question's id.
    Map<String, ResultsPageText> questions() {
        var questions = new LinkedHashMap<String, ResultsPageText>();
        QUESTION.matcher(html)
                .results()
                .forEach(found -> questions.put(found.group(1), new ResultsPageText(found.group())));
        return questions;
    }

    /// The texts of all elements with this attribute.
    List<String> marked(String attribute) {
        return Pattern.compile("<(\\w+)[^>]*\\b" + attribute + "(?:=\"[^\"]*\")?>(.*?)</\\1>", Pattern.DOTALL)
                .matcher(html)
                .results()
                .map(found -> text(found.group(2)))
                .toList();
    }

    /// The cells of each row with counts, by the row's label.
    List<List<String>> rows() {
        var rows = new ArrayList<List<String>>();
        ROW.matcher(html).results().forEach(row -> {
            var cells = new ArrayList<String>(List.of(row.group(1)));
            CELL.matcher(row.group(2)).results().forEach(cell -> cells.add(text(cell.group(1))));
            rows.add(cells);
        });
        return rows;
    }

    private static String text(String html) {
        return html.replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ").strip();
    }
}
