package io.github.certpulse.output.table;

import io.github.certpulse.numbers.answer.Marks;
import io.github.certpulse.numbers.answer.StoredResponse;

/// Cells of a row that belong together, written for one response. Questions are a layout's ordinals.
sealed interface Part {

    void write(StoredResponse response, Rows rows);

    /// The same cells in every row, for columns of another questionnaire.
    record Fixed(Cells cells) implements Part {
        @Override
        public void write(StoredResponse response, Rows rows) {
            rows.put(cells);
        }
    }

    /// A single choice.
    ///
    /// @param options by bit
    record SingleChoice(int question, Cells[] options, Cells notAsked, Cells notAnswered) implements Part {
        @Override
        public void write(StoredResponse response, Rows rows) {
            var marks = response.marks();
            rows.put(
                    marks.isAnswered(question) ? options[Long.numberOfTrailingZeros(marks.chosen(question))]
                            : absent(marks, question, notAsked, notAnswered));
        }
    }

    /// A multiple choice of few options.
    ///
    /// @param sets by the options chosen, as bits
    record MultipleChoice(int question, Cells[] sets, Cells notAsked, Cells notAnswered) implements Part {
        @Override
        public void write(StoredResponse response, Rows rows) {
            var marks = response.marks();
            rows.put(
                    marks.isAnswered(question) ? sets[(int) marks.chosen(question)]
                            : absent(marks, question, notAsked, notAnswered));
        }
    }

    /// One option of a multiple choice of many.
    record ChosenOption(int question, long bit, Cells chosen, Cells notChosen, Cells notAsked, Cells notAnswered)
            implements Part {
        @Override
        public void write(StoredResponse response, Rows rows) {
            var marks = response.marks();
            rows.put(
                    marks.isAnswered(question) ? own(marks)
                            : absent(marks, question, notAsked, notAnswered));
        }

        private Cells own(Marks marks) {
            return (marks.chosen(question) & bit) != 0 ? chosen : notChosen;
        }
    }

    /// The text for an option; empty where the option was not chosen.
    record OtherText(int question, long bit, Wording wording) implements Part {
        @Override
        public void write(StoredResponse response, Rows rows) {
            rows.put(
                    (response.marks().chosen(question) & bit) == 0 ? ""
                            : response.otherText(question).map(wording::of).orElse(""));
        }
    }

    /// The text of an open question.
    record OpenText(int question, Wording wording) implements Part {
        @Override
        public void write(StoredResponse response, Rows rows) {
            rows.put(response.marks().text(question).map(wording::of).orElse(""));
        }
    }

    /// Why an open question's text is empty.
    record AnswerState(int question, Cells answered, Cells notAsked, Cells notAnswered) implements Part {
        @Override
        public void write(StoredResponse response, Rows rows) {
            var marks = response.marks();
            rows.put(marks.isAnswered(question) ? answered : absent(marks, question, notAsked, notAnswered));
        }
    }

    private static Cells absent(Marks marks, int question, Cells notAsked, Cells notAnswered) {
        return marks.isAsked(question) ? notAnswered : notAsked;
    }

    /// How a text from a person is written.
    interface Wording {
        String of(String text);
    }
}
