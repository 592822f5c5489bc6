-- Neighbours of nodes, by one edge type and direction. Of a node with very many, the least are kept while it is passed over:
-- sorting them all would take longer than all else.

-- name: out
-- What edges of a type lead to from nodes of a type; of each node the first, and how many there are.
WITH wanted AS (SELECT unnest($keys) AS key), near AS (
  SELECT {{distinct}} e.src AS key, e.dst_type AS type, e.dst AS other
  FROM {{table}} e SEMI JOIN wanted w ON w.key = e.src WHERE e.src_type = $type
), first AS (SELECT key, type, count(*) AS n, min(other, $most) AS others FROM near GROUP BY key, type),
counted AS (SELECT key, type, others, sum(n) OVER (PARTITION BY key)::BIGINT AS degree FROM first),
shown AS (SELECT key, type, unnest(others) AS other, degree FROM counted)
SELECT * FROM shown
QUALIFY row_number() OVER (PARTITION BY key ORDER BY other, type) <= $most ORDER BY key, other, type

-- name: in
-- What edges of a type come from to nodes of a type; of each node the first, and how many there are.
WITH wanted AS (SELECT unnest($keys) AS key), near AS (
  SELECT {{distinct}} e.dst AS key, e.src_type AS type, e.src AS other
  FROM {{table}} e SEMI JOIN wanted w ON w.key = e.dst WHERE e.dst_type = $type
), first AS (SELECT key, type, count(*) AS n, min(other, $most) AS others FROM near GROUP BY key, type),
counted AS (SELECT key, type, others, sum(n) OVER (PARTITION BY key)::BIGINT AS degree FROM first),
shown AS (SELECT key, type, unnest(others) AS other, degree FROM counted)
SELECT * FROM shown
QUALIFY row_number() OVER (PARTITION BY key ORDER BY other, type) <= $most ORDER BY key, other, type

-- name: degrees_out
-- How many things edges of a type lead to from nodes of a type.
WITH wanted AS (SELECT unnest($keys) AS key)
SELECT e.src AS key, count({{distinct}} e.dst) AS degree
FROM {{table}} e SEMI JOIN wanted w ON w.key = e.src WHERE e.src_type = $type GROUP BY e.src ORDER BY key

-- name: degrees_in
-- How many things edges of a type come from to nodes of a type.
WITH wanted AS (SELECT unnest($keys) AS key)
SELECT e.dst AS key, count({{distinct}} e.src) AS degree
FROM {{table}} e SEMI JOIN wanted w ON w.key = e.dst WHERE e.dst_type = $type GROUP BY e.dst ORDER BY key
