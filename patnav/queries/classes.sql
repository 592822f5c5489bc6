-- Classes that come and go, and those that are rarely combined.

-- name: classed
-- Families by class, IPC and CPC as one: subclasses where the depth is 4, else main groups.
kept AS (
  SELECT id, key FROM star.class
  WHERE length(key) >= 4 AND key >= split_part($first_class, '/', 1) AND key < $last_class
), classed AS (
  SELECT p.{{unit}} AS unit, p.class, p.filed // 10000 AS year FROM star.{{table}} p
  WHERE {{alone}} AND p.class IN (SELECT id FROM kept) AND ({{where}})
  UNION ALL
  SELECT p.{{unit}}, p.class, min(p.filed) // 10000 FROM star.{{table}} p
  WHERE NOT {{alone}} AND p.class IN (SELECT id FROM kept) AND ({{where}}) GROUP BY p.{{unit}}, p.class
)

-- name: spans
-- Of a family that is one publication only the first of the classes counts: the one before it is none of them.
WITH kept AS (
  SELECT id FROM star.class WHERE length(key) >= 4 AND key >= split_part($first_class, '/', 1) AND key < $last_class
), family AS (
  SELECT p.filed // 10000 AS year FROM star.{{table}} p
  WHERE {{alone}} AND p.class IN (SELECT id FROM kept) AND (p.previous IS NULL OR p.previous < (SELECT min(id) FROM kept)) AND ({{where}})
  UNION ALL
  SELECT min(p.filed) // 10000 FROM star.{{table}} p
  WHERE NOT {{alone}} AND p.class IN (SELECT id FROM kept) AND ({{where}}) GROUP BY p.{{unit}}
)
SELECT count(*) AS families, count(*) FILTER (year BETWEEN try_cast($recent_from AS INTEGER) AND try_cast($recent_to AS INTEGER)) AS recent,
       count(*) FILTER (year BETWEEN try_cast($before_from AS INTEGER) AND try_cast($before_to AS INTEGER)) AS before FROM family

-- name: counts
WITH {{classed}}, counted AS (
  SELECT class, count(*) AS patents,
         count(*) FILTER (year BETWEEN try_cast($recent_from AS INTEGER) AND try_cast($recent_to AS INTEGER)) AS recent,
         count(*) FILTER (year BETWEEN try_cast($before_from AS INTEGER) AND try_cast($before_to AS INTEGER)) AS before
  FROM classed GROUP BY class
)
SELECT k.key AS class, c.patents, c.recent, c.before FROM counted c JOIN kept k ON k.id = c.class ORDER BY c.patents DESC, k.key

-- name: pairs
-- Families that have two of the classes.
WITH {{classed}}, held AS (
  SELECT unit, class FROM classed WHERE class IN (SELECT id FROM kept WHERE key IN (SELECT unnest($classes)))
), pair AS (
  SELECT a.class AS a, b.class AS b, count(*) AS together FROM held a JOIN held b ON a.unit = b.unit AND a.class < b.class
  GROUP BY ALL
)
SELECT k.key AS a, l.key AS b, p.together FROM pair p JOIN kept k ON k.id = p.a JOIN kept l ON l.id = p.b ORDER BY k.key, l.key

-- name: titles
SELECT key, title, title_zh FROM tech_class WHERE key IN (SELECT unnest($classes)) ORDER BY key
