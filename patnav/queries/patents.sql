-- Rows of patents, for every question that shows some.

-- name: rows
-- Applicants and classes are cut down to the patents wanted before anything else: a subquery for each row costs a pass
-- over all of them.
WITH wanted AS (SELECT DISTINCT unnest($keys) AS key),
filed AS (
  SELECT a.src AS key, list(coalesce(o.name, r.name, a.dst) ORDER BY a.sequence, a.dst) AS applicants
  FROM (SELECT src, dst, sequence FROM applicant SEMI JOIN wanted ON wanted.key = src) a
  LEFT JOIN organization o ON o.key = a.dst LEFT JOIN person r ON r.key = a.dst GROUP BY a.src
), classed AS (
  SELECT c.src AS key, first(c.dst ORDER BY c.scheme = 'cpc' DESC, c.main DESC, c.dst) AS main_class
  FROM classified c SEMI JOIN wanted ON wanted.key = c.src GROUP BY c.src
)
SELECT p.key AS id, p.title, p.filing_date, p.publication_date, f.applicants, c.main_class
FROM patent p JOIN wanted USING (key) LEFT JOIN filed f USING (key) LEFT JOIN classed c USING (key)
ORDER BY p.key

-- name: shared
-- One row a family: of the patents given with a score, the best of each unit.
WITH hit AS (SELECT unnest($keys) AS key, unnest($scores) AS score)
SELECT p.key, h.score, p.unit FROM hit h JOIN patent p USING (key)
WHERE NOT p.stub AND ({{where}})
QUALIFY row_number() OVER (PARTITION BY p.unit ORDER BY h.score DESC, p.key) = 1
ORDER BY h.score DESC, p.key

-- name: listed
-- One row a family of all patents that pass the filters, the newest first.
SELECT p.key FROM patent p WHERE NOT p.stub AND ({{where}})
QUALIFY row_number() OVER (PARTITION BY p.unit ORDER BY p.publication_date DESC NULLS LAST, p.key) = 1
ORDER BY p.publication_date DESC NULLS LAST, p.key
