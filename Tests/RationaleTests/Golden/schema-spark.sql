-- The facts of each row, for the model strategy, urn:rationale:rules:strategy.
-- NULL means: not known.
CREATE TABLE cases (
  id STRING,
  labelled_examples DECIMAL(15, 4) COMMENT 'How many checked examples of the task with its right output do you have? Unit: examples. Allowed: labelled_examples >= 0',
  label_quality STRING COMMENT 'Would two experts agree on nearly all of those examples, and do they look like real traffic? Allowed: label_quality IN (\'clean\', \'uneven\')',
  task_scope STRING COMMENT 'Is it one well-defined task, or do requests range widely? Allowed: task_scope IN (\'narrow\', \'broad\')'
) USING parquet;
