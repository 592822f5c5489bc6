-- name: nodes
SELECT count(*) FILTER (NOT stub) AS described, count(*) FILTER (stub) AS stubs FROM main.{{table}}

-- name: edges
SELECT count(*) AS edges FROM main.{{table}}

-- name: families
SELECT count(DISTINCT unit) AS families FROM patent WHERE NOT stub
