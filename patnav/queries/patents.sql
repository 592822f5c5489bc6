-- Rows of patents, for every question that shows some.

-- name: rows
WITH wanted AS (SELECT unnest($keys) AS key)
SELECT p.key AS id, p.title, p.filing_date, p.publication_date,
       (SELECT list(coalesce(o.name, r.name, a.dst) ORDER BY a.sequence, a.dst) FROM applicant a
        LEFT JOIN organization o ON o.key = a.dst LEFT JOIN person r ON r.key = a.dst WHERE a.src = p.key) AS applicants,
       (SELECT c.dst FROM classified c WHERE c.src = p.key ORDER BY c.scheme = 'cpc' DESC, c.main DESC, c.dst LIMIT 1) AS main_class
FROM patent p JOIN wanted USING (key)
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
