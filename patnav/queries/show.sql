-- Everything known of one thing. {{table}}, {{label}} and {{order}} are names of the schema.

-- name: node
SELECT t AS node FROM main.{{table}} t WHERE t.key = coalesce((SELECT key FROM same WHERE leaf = $key), $key)

-- name: named
SELECT key FROM main.{{table}} WHERE lower({{label}}) = $lower ORDER BY key LIMIT 20

-- name: publications
-- A publication number without its kind, an application number, or either as DOCDB writes it.
SELECT key FROM patent
WHERE office || number = $key OR application = $key OR docdb IN (SELECT unnest($docdb)) OR docdb_application IN (SELECT unnest($docdb))
ORDER BY key LIMIT 20

-- name: out
SELECT e.dst_type AS type, e.dst AS id, e AS edge, count(*) OVER () AS links
FROM main.{{table}} e WHERE e.src = $key AND e.src_type = $type ORDER BY {{order}} LIMIT $depth

-- name: in
SELECT e.src_type AS type, e.src AS id, e AS edge, count(*) OVER () AS links
FROM main.{{table}} e WHERE e.dst = $key AND e.dst_type = $type ORDER BY {{order}} LIMIT $depth

-- name: labels
SELECT key, {{label}} AS label FROM main.{{table}} WHERE key IN (SELECT unnest($keys)) ORDER BY key
