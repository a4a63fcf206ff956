package io.github.certpulse.output.table;

import java.io.IOException;
import java.util.Arrays;

/// Writes a table row by row, cell by cell, in one format. They come in an order that tells nothing of their times.
/// They are written in blocks of up to [#BLOCK], each in the order of its pseudonyms, so that a small file is the same
/// each time. The first block is small, so that the client soon gets rows.
public abstract sealed class Rows permits CsvRows, XlsxRows {
    static final int FIRST_BLOCK = 256;
    /// As many rows as the lowest bits of a key can number.
    static final int BLOCK = 4096;
    private final long[] keys = new long[BLOCK];
    private int size;
    private int limit = FIRST_BLOCK;

    /// Begins a row, whose first cell is its pseudonym.
    abstract void begin(Pseudonyms.Pseudonym pseudonym);

    abstract void put(Cells cells);

    /// Puts a text from a person, or an empty one.
    abstract void put(String text);

    abstract void put(int number);

    /// Writes the rows of the block, by their numbers in it, and clears it.
    abstract void write(int[] numbers) throws IOException;

    /// Writes the remaining rows and the end of the file. The stream stays open.
    public void finish() throws IOException {
        writeBlock();
    }

    /// Ends the row.
    void end(Pseudonyms.Pseudonym pseudonym) throws IOException {
        keys[size] = pseudonym.order() & -BLOCK | size;
        if (++size == limit) {
            writeBlock();
            limit = BLOCK;
        }
    }

    /// The number within the block of the row that is being filled.
    int number() {
        return size;
    }

    private void writeBlock() throws IOException {
        Arrays.sort(keys, 0, size);
        var numbers = new int[size];
        for (var i = 0; i < size; i++) {
            numbers[i] = (int) (keys[i] & BLOCK - 1);
        }
        size = 0;
        write(numbers);
    }
}
