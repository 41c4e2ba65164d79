-- The facts of each row, for the model strategy, urn:rationale:rules:strategy.
-- NULL means: not known.
CREATE TABLE cases (
  id VARCHAR PRIMARY KEY,
  labelled_examples DECIMAL(15, 4) CHECK (labelled_examples >= 0),
  label_quality VARCHAR CHECK (label_quality IN ('clean', 'uneven')),
  task_scope VARCHAR CHECK (task_scope IN ('narrow', 'broad'))
);
COMMENT ON COLUMN cases.labelled_examples IS 'How many checked examples of the task with its right output do you have? Unit: examples.';
COMMENT ON COLUMN cases.label_quality IS 'Would two experts agree on nearly all of those examples, and do they look like real traffic?';
COMMENT ON COLUMN cases.task_scope IS 'Is it one well-defined task, or do requests range widely?';
