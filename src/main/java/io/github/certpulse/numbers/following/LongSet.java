package io.github.certpulse.numbers.following;

import io.github.certpulse.numbers.answer.Marks;
import java.util.Arrays;
import java.util.function.LongConsumer;

/// A set of numbers that takes 10 to 15 bytes for each of them: a table with open addressing, a fifth to a half empty.
public final class LongSet {
    private static final int FIRST_SLOTS = 10;
    /// Zero marks an empty slot.
    private long[] slots = new long[FIRST_SLOTS];
    private boolean hasZero;
    private int size;

    /// A set with the same numbers.
    public LongSet copy() {
        var copy = new LongSet();
        copy.slots = slots.clone();
        copy.hasZero = hasZero;
        copy.size = size;
        return copy;
    }

    /// Adds a number; false if it was there.
    public boolean add(long number) {
        if (number == 0) {
            var added = !hasZero;
            hasZero = true;
            size += added ? 1 : 0;
            return added;
        }
        var slot = slotOf(number);
        if (slots[slot] == number) {
            return false;
        }
        slots[slot] = number;
        size++;
        if (size > slots.length / 5 * 4) {
            grow();
        }
        return true;
    }

    public boolean contains(long number) {
        return number == 0 ? hasZero : slots[slotOf(number)] == number;
    }

    /// Passes each number to the reader, in no order.
    public void forEach(LongConsumer reader) {
        if (hasZero) {
            reader.accept(0);
        }
        Arrays.stream(slots).filter(number -> number != 0).forEach(reader);
    }

    public int size() {
        return size;
    }

    /// Its size in memory, in bytes.
    long bytes() {
        return (long) slots.length * Long.BYTES;
    }

    /// The number's slot, or the empty one that it would take.
    private int slotOf(long number) {
        // Any number of slots, not only powers of two (Lemire: Fast Random Integer Generation in an Interval, 2019).
        var slot = (int) Math.unsignedMultiplyHigh(Marks.mixed(number), slots.length);
        while (slots[slot] != 0 && slots[slot] != number) {
            slot = slot + 1 == slots.length ? 0 : slot + 1;
        }
        return slot;
    }

    private void grow() {
        var before = slots;
        slots = new long[before.length + before.length / 2];
        Arrays.stream(before).filter(number -> number != 0).forEach(number -> slots[slotOf(number)] = number);
    }
}
