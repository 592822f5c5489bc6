-- Rows of patents, for every question that shows some.

-- name: rows
-- Each table is cut down to what is wanted before anything else, by a semi-join with a distinct list alone: then its
-- index is asked, where any other filter or a longer list costs a pass over all of it.
WITH wanted AS (SELECT DISTINCT unnest($keys) AS key),
filing AS MATERIALIZED (SELECT src, dst, sequence FROM applicant SEMI JOIN wanted ON wanted.key = src),
filer AS (SELECT DISTINCT dst AS key FROM filing),
named AS (SELECT key, name FROM organization SEMI JOIN filer USING (key) UNION ALL SELECT key, name FROM person SEMI JOIN filer USING (key)),
filed AS (
  SELECT f.src AS key, list(coalesce(n.name, f.dst) ORDER BY f.sequence, f.dst) AS applicants
  FROM filing f LEFT JOIN named n ON n.key = f.dst GROUP BY f.src
), classed AS (
  SELECT c.src AS key, first(c.dst ORDER BY c.scheme = 'cpc' DESC, c.main DESC, c.dst) AS main_class
  FROM (SELECT src, dst, scheme, main FROM classified SEMI JOIN wanted ON wanted.key = src) c GROUP BY c.src
), titled AS (SELECT key, title FROM tech_class SEMI JOIN (SELECT DISTINCT main_class AS key FROM classed) USING (key)),
held AS MATERIALIZED (SELECT key, title, filing_date, publication_date FROM patent SEMI JOIN wanted USING (key))
SELECT p.key AS id, p.title, p.filing_date, p.publication_date, f.applicants, c.main_class, t.title AS main_class_title
FROM held p LEFT JOIN filed f USING (key) LEFT JOIN classed c USING (key) LEFT JOIN titled t ON t.key = c.main_class ORDER BY p.key

-- name: shared
-- One row a family: of the patents given with a score, the best of each unit.
WITH hit AS MATERIALIZED (SELECT unnest($keys) AS key, unnest($scores) AS score),
held AS MATERIALIZED (SELECT * FROM patent SEMI JOIN hit USING (key))
SELECT p.key, h.score, p.unit FROM held p JOIN hit h USING (key)
WHERE NOT p.stub AND ({{where}})
QUALIFY row_number() OVER (PARTITION BY p.unit ORDER BY h.score DESC, p.key) = 1
ORDER BY h.score DESC, p.key

-- name: families
-- Families of the patents given that pass the filters.
WITH hit AS MATERIALIZED (SELECT unnest($keys) AS key), held AS MATERIALIZED (SELECT * FROM patent SEMI JOIN hit USING (key))
SELECT count(DISTINCT p.unit) AS families FROM held p WHERE NOT p.stub AND ({{where}})

-- name: listed
-- One row a family of all patents that pass the filters, the newest first.
SELECT p.key FROM patent p WHERE NOT p.stub AND ({{where}})
QUALIFY row_number() OVER (PARTITION BY p.unit ORDER BY p.publication_date DESC NULLS LAST, p.key) = 1
ORDER BY p.publication_date DESC NULLS LAST, p.key
