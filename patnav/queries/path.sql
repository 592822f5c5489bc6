-- Neighbours of nodes, by one edge type and direction, whoever asks puts them in order.

-- name: kept
-- How many things edges come from to nodes, where the star keeps it.
SELECT key, edge, degree FROM star.degree
WHERE key IN (SELECT unnest($keys)) AND edge IN (SELECT unnest($edges)) ORDER BY key, edge

-- name: out
-- What edges of a type lead to from nodes of a type.
SELECT '{{edge}}' AS edge, 'out' AS direction, src AS key, {{other}} AS type, dst AS other FROM {{table}}
WHERE src IN (SELECT unnest($keys)) AND {{fitting}}

-- name: in
-- What edges of a type come from to nodes of a type.
SELECT '{{edge}}' AS edge, 'in' AS direction, dst AS key, {{other}} AS type, src AS other FROM {{table}}
WHERE dst IN (SELECT unnest($keys)) AND {{fitting}}

-- name: first_out
SELECT DISTINCT dst_type AS type, dst AS other FROM {{table}} WHERE src = $key AND src_type = $type ORDER BY other, type LIMIT $most

-- name: first_in
SELECT DISTINCT src_type AS type, src AS other FROM {{table}} WHERE dst = $key AND dst_type = $type ORDER BY other, type LIMIT $most
