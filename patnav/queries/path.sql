-- Neighbours of nodes, by one edge type and direction.

-- name: out
-- What edges of a type lead to from nodes of a type; of each node the first, and how many there are.
WITH wanted AS (SELECT unnest($keys) AS key), near AS (
  SELECT DISTINCT e.src AS key, e.dst_type AS type, e.dst AS other
  FROM {{table}} e SEMI JOIN wanted w ON w.key = e.src WHERE e.src_type = $type
)
SELECT *, count(*) OVER (PARTITION BY key) AS degree FROM near
QUALIFY row_number() OVER (PARTITION BY key ORDER BY other, type) <= $most ORDER BY key, other, type

-- name: in
-- What edges of a type come from to nodes of a type; of each node the first, and how many there are.
WITH wanted AS (SELECT unnest($keys) AS key), near AS (
  SELECT DISTINCT e.dst AS key, e.src_type AS type, e.src AS other
  FROM {{table}} e SEMI JOIN wanted w ON w.key = e.dst WHERE e.dst_type = $type
)
SELECT *, count(*) OVER (PARTITION BY key) AS degree FROM near
QUALIFY row_number() OVER (PARTITION BY key ORDER BY other, type) <= $most ORDER BY key, other, type
