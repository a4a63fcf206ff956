/// Writing workbooks (XLSX) of lists; `files.xlsx` reads uploaded ones.
package io.github.certpulse.files.workbook;
