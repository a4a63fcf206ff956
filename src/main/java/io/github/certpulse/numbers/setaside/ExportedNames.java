package io.github.certpulse.numbers.setaside;

import java.util.function.Function;

/// The names that exported files give to responses. The package that writes the files implements it.
public interface ExportedNames {

    /// Finds the name of a response by its id, 16 bytes. For one thread.
    Function<byte[], String> naming();
}
