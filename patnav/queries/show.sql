-- Everything known of one thing. {{table}} and {{label}} are names of the schema.

-- name: node
SELECT * FROM main.{{table}} WHERE key = coalesce((SELECT key FROM same WHERE leaf = $key), $key)

-- name: named
SELECT key FROM main.{{table}} WHERE lower({{label}}) = $lower ORDER BY key LIMIT 20

-- name: publications
-- A publication number without its kind, or an application number.
SELECT key FROM patent WHERE office || number = $key OR application = $key ORDER BY key LIMIT 20

-- name: out
SELECT dst_type AS type, dst AS id, * EXCLUDE (src_type, src, dst_type, dst), count(*) OVER () AS links
FROM main.{{table}} WHERE src = $key AND src_type = $type ORDER BY {{order}}dst LIMIT $depth

-- name: in
SELECT src_type AS type, src AS id, * EXCLUDE (src_type, src, dst_type, dst), count(*) OVER () AS links
FROM main.{{table}} WHERE dst = $key AND dst_type = $type ORDER BY src LIMIT $depth

-- name: labels
SELECT key, {{label}} AS label FROM main.{{table}} WHERE key IN (SELECT unnest($keys)) ORDER BY key
