package io.github.certpulse.output.table;

import io.github.certpulse.files.workbook.NewWorkbook;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// A table as a workbook, written while it is filled. Texts are strings within their cells: they cannot become
/// formulas, and they are not kept in a table of strings, which would grow in memory. When a sheet is full, another one
/// follows.
public final class XlsxRows extends Rows {
    /// The most rows of a sheet, without the headings.
    static final int MAX_ROWS = 1_048_575;
    private static final int ROWS_AT_ONCE = 256;
    private static final int WIDTH = 14;
    /// Level 4 takes a third longer, for files that are a tenth smaller.
    private static final int COMPRESSION = 2;
    private final Workbook workbook;
    private final List<String> headings;
    private final String name;
    private final int maxRows;
    private final List<List<Cells.Value>> block = new ArrayList<>(BLOCK);
    private Worksheet sheet;
    private int sheets;
    private int row;

    public XlsxRows(OutputStream out, String name, List<String> headings) throws IOException {
        this(out, name, headings, MAX_ROWS);
    }

    XlsxRows(OutputStream out, String name, List<String> headings, int maxRows) throws IOException {
        this.workbook = NewWorkbook.begin(out);
        this.workbook.setCompressionLevel(COMPRESSION);
        this.name = name;
        this.headings = List.copyOf(headings);
        this.maxRows = maxRows;
        newSheet();
        out.flush();
    }

    @Override
    void begin(Pseudonyms.Pseudonym pseudonym) {
        block.add(new ArrayList<>());
        put(pseudonym.toString());
    }

    @Override
    void put(Cells cells) {
        block.getLast().addAll(cells.values());
    }

    @Override
    void put(String text) {
        block.getLast().add(Cells.text(text));
    }

    @Override
    void put(int number) {
        block.getLast().add(Cells.number(number));
    }

    @Override
    void write(int[] numbers) throws IOException {
        for (var number : numbers) {
            if (row > maxRows) {
                sheet.close();
                newSheet();
            }
            fill(block.get(number));
            if (++row % ROWS_AT_ONCE == 0) {
                sheet.flush();
            }
        }
        block.clear();
    }

    @Override
    public void finish() throws IOException {
        super.finish();
        sheet.close();
        workbook.finish();
    }

    private void fill(List<Cells.Value> values) {
        var column = 0;
        for (var value : values) {
            switch (value) {
                case Cells.Value.Text(var text) -> sheet.inlineString(row, column, text);
                case Cells.Value.Whole(var number) -> sheet.value(row, column, number);
                case Cells.Value.Empty() -> {}
            }
            column++;
        }
    }

    private void newSheet() throws IOException {
        sheet = workbook.newWorksheet(++sheets == 1 ? name : name + sheets);
        row = 0;
        for (var column = 0; column < headings.size(); column++) {
            sheet.inlineString(row, column, headings.get(column));
            sheet.width(column, WIDTH);
        }
        sheet.freezePane(1, 1);
        sheet.flush();
        row++;
    }
}
