package io.github.certpulse.report;

import org.apache.poi.xssf.usermodel.XSSFSheet;

/// A sheet whose rows are made while the workbook is written, so that memory does not grow with them.
interface StreamedSheet {
    /// Everything but rows: widths, merged cells, what is printed. Comes first.
    void layOut(XSSFSheet sheet, Paper paper);

    /// Makes the rows, from the top down.
    void write(Grid grid) throws Exception;
}
