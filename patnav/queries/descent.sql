-- Main path of citations.

-- name: cited
-- Citations between families from the cited to the citing.
picked AS (SELECT p.key, p.unit FROM patent p WHERE NOT p.stub AND ({{where}})), arc AS (
  SELECT DISTINCT e.unit AS cited, g.unit AS citing
  FROM cites c JOIN picked g ON g.key = c.src JOIN picked e ON e.key = c.dst WHERE e.unit <> g.unit
)

-- name: total
WITH {{cited}} SELECT count(*) AS total FROM arc

-- name: busy
-- The families with the most of them.
WITH {{cited}}
SELECT unit, count(*) AS arcs FROM (SELECT cited AS unit FROM arc UNION ALL SELECT citing FROM arc) GROUP BY unit
ORDER BY arcs DESC, unit LIMIT $most

-- name: arcs
-- Those among the busy families.
WITH {{cited}}
SELECT cited, citing FROM arc
WHERE cited IN (SELECT unnest($busy)) AND citing IN (SELECT unnest($busy)) ORDER BY cited, citing

-- name: first
-- The publication that stands for each family: the least.
SELECT p.unit, min(p.key) AS key FROM patent p WHERE NOT p.stub AND p.unit IN (SELECT unnest($units)) GROUP BY p.unit
ORDER BY p.unit

-- name: citing
-- A citation behind each arc.
WITH step AS (SELECT unnest($cited) AS cited, unnest($citing) AS citing)
SELECT s.cited, s.citing, min(c.src) AS src, min_by(c.dst, (c.src, c.dst)) AS dst
FROM step s JOIN patent g ON g.unit = s.citing JOIN cites c ON c.src = g.key JOIN patent e ON e.key = c.dst AND e.unit = s.cited
GROUP BY ALL ORDER BY s.cited, s.citing
