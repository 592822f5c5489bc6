-- Main path of citations.

-- name: cited
-- Citations between families from the cited to the citing; the conditions hold for either.
fitting AS NOT MATERIALIZED (
  SELECT p.unit AS cited, p.citing, p.alone FROM (
    SELECT p.cited AS id, p.cited_unit AS unit, p.cited_filed AS filed, p.cited_traits AS traits, p.unit AS citing, p.alone
    FROM star.citations p WHERE ({{where}}) AND ({{among}})
  ) p WHERE {{where}}
), arc AS NOT MATERIALIZED (
  SELECT cited, citing FROM fitting WHERE alone = true UNION ALL SELECT DISTINCT cited, citing FROM fitting WHERE NOT alone
)

-- name: all
true

-- name: busy
-- The families with the most of them, and how many there are in all: each has two ends.
WITH {{cited}}, counted AS MATERIALIZED (
  SELECT unit, count(*) AS arcs FROM (SELECT cited AS unit FROM arc UNION ALL SELECT citing FROM arc) GROUP BY unit
), most AS (SELECT unit, arcs FROM counted ORDER BY arcs DESC, unit LIMIT $most)
SELECT p.family AS unit, (SELECT sum(arcs)::BIGINT // 2 FROM counted) AS total
FROM most c JOIN star.patent p ON p.id = c.unit ORDER BY c.arcs DESC, c.unit

-- name: among
p.unit IN (SELECT unit FROM busy) AND p.cited_unit IN (SELECT unit FROM busy)

-- name: arcs
-- Those among the busy families.
WITH busy AS MATERIALIZED (
  SELECT DISTINCT p.unit, p.family FROM star.patent p WHERE p.family IN (SELECT unnest($busy))
), {{cited}}
SELECT a.family AS cited, b.family AS citing FROM arc c JOIN busy a ON a.unit = c.cited JOIN busy b ON b.unit = c.citing
ORDER BY a.family, b.family

-- name: first
-- The publication that stands for each family: the least.
SELECT p.family AS unit, min(p.key) AS key FROM star.patent p WHERE p.family IN (SELECT unnest($units)) GROUP BY p.family
ORDER BY p.family

-- name: citing
-- A citation behind each arc.
WITH step AS (SELECT unnest($cited) AS cited, unnest($citing) AS citing)
SELECT s.cited, s.citing, min(c.src) AS src, min_by(c.dst, (c.src, c.dst)) AS dst
FROM step s JOIN patent g ON g.unit = s.citing JOIN cites c ON c.src = g.key JOIN patent e ON e.key = c.dst AND e.unit = s.cited
GROUP BY ALL ORDER BY s.cited, s.citing
