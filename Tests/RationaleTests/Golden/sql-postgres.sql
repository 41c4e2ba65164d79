-- Tuning readiness: Is the data ready for training?
-- Model strategy, urn:rationale:rules:strategy, read from DMN 1.3; written for PostgreSQL.
-- NULL means: not known. A value that its type does not allow counts as not known.
-- Carried along: id.
WITH
facts AS (
  -- what is known of each row
  SELECT
    given.id,
    CASE
      WHEN given.labelled_examples >= 0 THEN given.labelled_examples
    END AS fact_labelled_examples,
    CASE
      WHEN given.label_quality COLLATE "C" IN ('clean', 'uneven') THEN given.label_quality COLLATE "C"
    END AS fact_label_quality,
    CASE
      WHEN given.task_scope COLLATE "C" IN ('narrow', 'broad') THEN given.task_scope COLLATE "C"
    END AS fact_task_scope
  FROM lake.intents AS given
  OFFSET 0
),
tuning_readiness AS (
  -- Tuning readiness: Is the data ready for training?
  SELECT
    *,
    CASE tuning_readiness_hit
      WHEN 1 THEN 'not ready' -- tr_few
      WHEN 2 THEN 'not ready' -- tr_uneven
      WHEN 3 THEN 'pilot' -- tr_pilot
      WHEN 4 THEN 'ready' -- tr_narrow
      WHEN 5 THEN 'ready' -- tr_broad_many
      WHEN 6 THEN 'pilot' -- tr_broad
    END AS tuning_readiness,
    CASE tuning_readiness_hit
      WHEN 1 THEN 'tr_few'
      WHEN 2 THEN 'tr_uneven'
      WHEN 3 THEN 'tr_pilot'
      WHEN 4 THEN 'tr_narrow'
      WHEN 5 THEN 'tr_broad_many'
      WHEN 6 THEN 'tr_broad'
    END AS tuning_readiness_rule_id,
    CASE tuning_readiness_hit
      WHEN 1 THEN 'Fewer than 50 examples belong in the prompt, not in a training set.'
      WHEN 2 THEN 'A model learns the inconsistencies of its examples; quality comes well before quantity.'
      WHEN 3 THEN 'Fifty good examples are enough to see whether training moves the score, and too few to ship on.'
      WHEN 4 THEN 'A narrow task with a hundred or more clean examples is where small trained models do best; a few hundred were enough again and again.'
      WHEN 5 THEN 'A broad task needs many more examples, and they are there.'
      WHEN 6 THEN 'A few hundred examples cover only part of a broad task, so start with the part they cover.'
    END AS tuning_readiness_rule_reason
  FROM (
    SELECT
      *,
      CASE
        WHEN fact_labelled_examples < 50 THEN 1 -- tr_few: "not ready"
        WHEN fact_label_quality = 'uneven' THEN 2 -- tr_uneven: "not ready"
        WHEN fact_labelled_examples >= 50 AND fact_labelled_examples < 100 THEN 3 -- tr_pilot: "pilot"
        WHEN fact_labelled_examples >= 100 AND fact_task_scope = 'narrow' THEN 4 -- tr_narrow: "ready"
        WHEN fact_labelled_examples > 500 AND fact_task_scope = 'broad' THEN 5 -- tr_broad_many: "ready"
        ELSE 6
      END AS tuning_readiness_hit
    FROM facts
    OFFSET 0
  ) AS tuning_readiness_answers
  OFFSET 0
)
SELECT
  id,
  tuning_readiness,
  tuning_readiness_rule_id,
  tuning_readiness_rule_reason
FROM tuning_readiness
