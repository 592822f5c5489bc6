-- Conditions on a row p of the star (patnav/graph/star.sql), and the looking up of names. Only the keys bound here come
-- from the user.

-- name: patents
-- The conditions as one on a patent p of the graph.
p.key IN (SELECT p.key FROM star.patent p WHERE {{where}})

-- name: industries
-- A range DuckDB takes for few rows, so it hashes these and not all the patents that they are looked up for.
p.id IN (SELECT i.id FROM star.industries i
         WHERE i.industry IN (SELECT n.id FROM star.industry n WHERE n.key IN (SELECT unnest($industries)))
         AND i.industry BETWEEN (SELECT min(n.id) FROM star.industry n WHERE n.key IN (SELECT unnest($industries)))
                            AND (SELECT max(n.id) FROM star.industry n WHERE n.key IN (SELECT unnest($industries))))

-- name: regions
-- A range, as above.
p.id IN (SELECT a.id FROM star.applicants a
         WHERE a.region IN (SELECT g.id FROM star.region g WHERE g.key IN (SELECT unnest($regions)))
         AND a.region BETWEEN (SELECT min(g.id) FROM star.region g WHERE g.key IN (SELECT unnest($regions)))
                          AND (SELECT max(g.id) FROM star.region g WHERE g.key IN (SELECT unnest($regions))))

-- name: class_from
-- A range, as above: ids follow keys.
p.id IN (SELECT k.id FROM star.symbols k
         WHERE k.class IN (SELECT c.id FROM star.class c WHERE c.key >= $class_from AND c.key < $class_to) AND k.class BETWEEN (SELECT min(c.id) FROM star.class c WHERE c.key >= $class_from)
                                                           AND (SELECT max(c.id) FROM star.class c WHERE c.key < $class_to))

-- name: applicants
p.id IN (SELECT a.id FROM star.applicants a
         WHERE a.organization IN (SELECT o.id FROM star.organization o WHERE o.key IN (SELECT unnest($applicants))))

-- name: kind
p.traits & (SELECT t.bit FROM star.trait t WHERE t.key = $kind) <> 0

-- name: sme
p.traits & (SELECT t.bit FROM star.trait t WHERE t.key = 'sme') <> 0

-- name: status
p.id IN (SELECT q.id FROM star.patent q WHERE q.status = $status)

-- name: state
p.id IN (SELECT q.id FROM star.patent q WHERE q.state = $state)

-- name: event
p.id IN (SELECT q.id FROM concerns c JOIN event e ON e.key = c.src JOIN star.patent q ON q.key = c.dst WHERE e.type = $event)

-- name: assignees
p.id IN (SELECT q.id FROM concerns c JOIN event e ON e.key = c.src AND e.type = 'assignment'
         JOIN party y ON y.src = e.key AND y.role = 'assignee' JOIN star.patent q ON q.key = c.dst
         WHERE y.dst IN (SELECT unnest($assignees)))

-- name: statuses
SELECT status, state, count(*) AS n FROM star.patent
WHERE status IS NOT NULL OR state IS NOT NULL GROUP BY ALL ORDER BY n DESC, status NULLS LAST, state NULLS LAST

-- name: dated
SELECT count(*) AS patents, count(*) - count(filed) AS undated FROM star.patent

-- name: sme_known
SELECT count(sme) AS known, count(*) AS organizations FROM organization

-- name: from_date
p.filed >= CAST(rpad(replace($from_date, '-', ''), 8, '0') AS INTEGER)

-- name: to_date
p.filed <= CAST(rpad(replace(replace($to_date, '-', ''), '~', ''), 8, '9') AS INTEGER)

-- name: region_names
SELECT key, name, name_zh FROM region ORDER BY CASE level WHEN 'country' THEN 0 WHEN 'macro' THEN 1
  WHEN 'province' THEN 2 WHEN 'city' THEN 3 ELSE 4 END, key

-- name: region_below
WITH RECURSIVE below AS (
  SELECT $key AS key UNION SELECT p.src FROM below b JOIN part_of p ON p.dst = b.key AND p.src_type = 'Region'
)
SELECT key FROM below ORDER BY key

-- name: industry_names
SELECT key, name, name_zh FROM industry ORDER BY key

-- name: industry_below
WITH RECURSIVE below AS (
  SELECT $key AS key UNION SELECT n.src FROM below b JOIN narrower n ON n.dst = b.key AND n.src_type = 'Industry'
)
SELECT key FROM below ORDER BY key

-- name: organizations_below
WITH RECURSIVE below AS (
  SELECT unnest($keys) AS key
  UNION SELECT p.src FROM below b JOIN part_of p ON p.dst = b.key AND p.src_type = 'Organization'
)
SELECT key FROM below ORDER BY key
