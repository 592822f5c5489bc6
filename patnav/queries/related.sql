-- name: patent
SELECT p.key, p.unit, p.title, p.abstract, p.stub FROM patent p
WHERE p.key = coalesce((SELECT key FROM same WHERE leaf = $key), $key)

-- name: classes
-- Class symbols of a patent's family, each with the number of patents in it.
WITH own AS (
  SELECT DISTINCT c.dst AS symbol FROM classified c JOIN patent p ON p.key = c.src WHERE p.unit = $unit
)
SELECT c.dst AS symbol, count(DISTINCT c.src) AS held FROM classified c SEMI JOIN own ON own.symbol = c.dst
GROUP BY c.dst ORDER BY held, symbol

-- name: described
SELECT count(*) AS patents FROM patent WHERE NOT stub

-- name: sharing
-- Patents by the weight of the classes they share, in whole millionths, over the root of how many they have.
WITH own AS (SELECT unnest($symbols) AS symbol, unnest($weights) AS weight),
shared AS (
  SELECT c.src AS key, sum(o.weight) AS weight
  FROM (SELECT DISTINCT src, dst FROM classified SEMI JOIN own ON own.symbol = dst) c JOIN own o ON o.symbol = c.dst
  GROUP BY c.src ORDER BY weight DESC, key LIMIT $depth * 4
)
SELECT s.key, s.weight / sqrt((SELECT count(DISTINCT dst) FROM classified c WHERE c.src = s.key)) AS score
FROM shared s ORDER BY score DESC, s.key LIMIT $depth

-- name: shown
SELECT p.key, coalesce(p.title, '') || ' ' || coalesce(p.abstract, '') AS text,
       (SELECT list(DISTINCT c.dst ORDER BY c.dst) FROM classified c WHERE c.src = p.key) AS symbols
FROM patent p WHERE p.key IN (SELECT unnest($keys)) ORDER BY p.key

-- name: family
SELECT key AS id FROM patent WHERE unit = $unit ORDER BY key
