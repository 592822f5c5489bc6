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
), sized AS (
  SELECT c.src AS key, count(DISTINCT c.dst) AS held FROM classified c SEMI JOIN shared s ON s.key = c.src GROUP BY c.src
)
SELECT s.key, s.weight / sqrt(z.held) AS score FROM shared s JOIN sized z USING (key)
ORDER BY score DESC, s.key LIMIT $depth

-- name: shown
WITH wanted AS (SELECT unnest($keys) AS key),
classed AS (
  SELECT c.src AS key, list(DISTINCT c.dst ORDER BY c.dst) AS symbols
  FROM classified c SEMI JOIN wanted w ON w.key = c.src GROUP BY c.src
)
SELECT p.key, coalesce(p.title, '') || ' ' || coalesce(p.abstract, '') AS text, c.symbols
FROM patent p SEMI JOIN wanted w ON w.key = p.key LEFT JOIN classed c USING (key) ORDER BY p.key

-- name: family
SELECT key AS id FROM patent WHERE unit = $unit ORDER BY key
