-- The facts of each row, for the model strategy, urn:rationale:rules:strategy.
-- NULL means: not known.
CREATE TABLE cases (
  id TEXT PRIMARY KEY,
  -- How many checked examples of the task with its right output do you have? Unit: examples.
  labelled_examples NUMERIC CHECK (typeof(labelled_examples) IN ('integer', 'real', 'null') AND labelled_examples >= 0),
  -- Would two experts agree on nearly all of those examples, and do they look like real traffic?
  label_quality TEXT CHECK (typeof(label_quality) IN ('text', 'null') AND label_quality IN ('clean', 'uneven')),
  -- Is it one well-defined task, or do requests range widely?
  task_scope TEXT CHECK (typeof(task_scope) IN ('text', 'null') AND task_scope IN ('narrow', 'broad'))
);
