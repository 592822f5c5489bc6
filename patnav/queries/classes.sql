-- Classes that come and go, and those that are rarely combined.

-- name: classed
-- Families by class, IPC and CPC as one: subclasses where the depth is 4, else main groups.
classed AS (
  SELECT p.unit, CASE WHEN $depth = 4 THEN left(k.dst, 4) ELSE split_part(k.dst, '/', 1) END AS class,
         min(left(p.filing_date, 4)) AS year
  FROM patent p JOIN classified k ON k.src = p.key
  WHERE NOT p.stub AND k.scheme IN ('ipc', 'cpc') AND length(k.dst) >= $depth AND k.dst >= $first_class
    AND k.dst < $last_class AND ({{where}})
  GROUP BY ALL
)

-- name: spans
WITH {{classed}}, family AS (SELECT unit, min(year) AS year FROM classed GROUP BY unit)
SELECT count(*) AS families, count(*) FILTER (year BETWEEN $recent_from AND $recent_to) AS recent,
       count(*) FILTER (year BETWEEN $before_from AND $before_to) AS before FROM family

-- name: counts
WITH {{classed}}
SELECT class, count(*) AS patents, count(*) FILTER (year BETWEEN $recent_from AND $recent_to) AS recent,
       count(*) FILTER (year BETWEEN $before_from AND $before_to) AS before
FROM classed GROUP BY class ORDER BY patents DESC, class

-- name: pairs
-- Families that have two of the classes.
WITH {{classed}}, kept AS (SELECT unit, class FROM classed WHERE class IN (SELECT unnest($classes)))
SELECT a.class AS a, b.class AS b, count(*) AS together FROM kept a JOIN kept b ON a.unit = b.unit AND a.class < b.class
GROUP BY ALL ORDER BY a, b

-- name: titles
SELECT key, title FROM tech_class WHERE key IN (SELECT unnest($classes)) ORDER BY key
