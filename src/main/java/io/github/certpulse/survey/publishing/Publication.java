package io.github.certpulse.survey.publishing;

import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.xlsform.FormFault;
import java.util.List;
import java.util.Optional;

/// What comes of publishing a questionnaire from a workbook.
public sealed interface Publication {

    /// @param definition under the version that it gets, or would get
    /// @param follows    the version that was the latest before; empty for a new questionnaire
    record Sound(Definition definition, Optional<Integer> follows) implements Publication {}

    record Refused(List<FormFault> faults) implements Publication {
        public Refused {
            faults = List.copyOf(faults);
        }
    }
}
