-- name: patents
SELECT p.key, p.unit, p.title, p.abstract, p.stub, p.priority_date, p.filing_date, p.publication_date
FROM patent p WHERE p.key IN (SELECT unnest($keys)) ORDER BY p.key

-- name: family
-- All publications of some families, those that are only named among them.
WITH wanted AS (SELECT unnest($units) AS unit)
SELECT key FROM patent SEMI JOIN wanted USING (unit)
UNION SELECT f.src FROM family f SEMI JOIN wanted ON wanted.unit = f.dst WHERE f.kind = 'simple'
UNION SELECT key FROM patent SEMI JOIN wanted ON wanted.unit = key
ORDER BY key

-- name: classes
WITH wanted AS (SELECT unnest($keys) AS key)
SELECT coalesce(p.unit, p.key) AS unit, list(DISTINCT c.dst ORDER BY c.dst) AS symbols
FROM (SELECT src, dst FROM classified SEMI JOIN wanted ON wanted.key = src) c JOIN patent p ON p.key = c.src
GROUP BY ALL ORDER BY unit

-- name: parties
-- Patents of the same inventors; and those of the pool of the same applicants, or of inventors of the same name.
WITH own AS (SELECT unnest($own) AS key),
pool AS (SELECT unnest($pool) AS key),
people AS (SELECT DISTINCT dst FROM inventor SEMI JOIN own ON own.key = src),
invented AS (SELECT i.src AS key, 1 AS inventor, 0 AS applicant FROM inventor i SEMI JOIN people USING (dst)),
namesakes AS (
  SELECT i.src AS key, 1 AS inventor, 0 AS applicant FROM (SELECT src, dst FROM inventor SEMI JOIN pool ON pool.key = src) i
  JOIN person r ON r.key = i.dst SEMI JOIN (SELECT name FROM person SEMI JOIN people ON people.dst = key) n ON n.name = r.name
), filed AS (
  SELECT a.src AS key, 0 AS inventor, 1 AS applicant FROM (SELECT src, dst FROM applicant SEMI JOIN pool ON pool.key = src) a
  SEMI JOIN (SELECT dst FROM applicant SEMI JOIN own ON own.key = src) t ON t.dst = a.dst
)
SELECT key, max(inventor) AS inventor, max(applicant) AS applicant
FROM (FROM invented UNION ALL FROM namesakes UNION ALL FROM filed)
ANTI JOIN own USING (key) GROUP BY key ORDER BY inventor DESC, applicant DESC, key LIMIT $depth

-- name: cocited
-- Weights in whole millionths, whose sums depend on no order.
WITH own AS (SELECT unnest($own) AS key),
citing AS (SELECT DISTINCT c.src AS key FROM cites c SEMI JOIN own ON own.key = c.dst ANTI JOIN own o ON o.key = c.src),
stated AS (
  SELECT DISTINCT coalesce(p.unit, c.src) AS family, c.dst
  FROM (SELECT src, dst FROM cites SEMI JOIN citing ON citing.key = src) c JOIN patent p ON p.key = c.src
), sized AS (SELECT family, round(1000000 / ln(2 + count(*)))::BIGINT AS weight FROM stated GROUP BY family),
told AS (
  SELECT s.dst AS key, z.weight FROM stated s JOIN sized z USING (family)
  UNION ALL SELECT key, 1000000 FROM citing
  UNION ALL (SELECT DISTINCT c.dst, 1000000 FROM cites c SEMI JOIN own ON own.key = c.src)
)
SELECT key, sum(weight)::BIGINT AS weight FROM told ANTI JOIN own USING (key)
GROUP BY key ORDER BY weight DESC, key LIMIT $depth

-- name: coupled
WITH own AS (SELECT unnest($own) AS key),
cited AS (SELECT DISTINCT c.dst AS key FROM cites c SEMI JOIN own ON own.key = c.src ANTI JOIN own o ON o.key = c.dst),
stated AS (SELECT DISTINCT c.src, c.dst FROM cites c SEMI JOIN cited ON cited.key = c.dst),
sized AS (SELECT dst, round(1000000 / ln(2 + count(*)))::BIGINT AS weight FROM stated GROUP BY dst),
shared AS (
  SELECT s.src AS key, sum(z.weight)::BIGINT AS weight FROM stated s JOIN sized z USING (dst)
  ANTI JOIN own ON own.key = s.src GROUP BY s.src ORDER BY weight DESC, key LIMIT $depth * 4
), held AS (SELECT c.src AS key, count(DISTINCT c.dst) AS n FROM cites c SEMI JOIN shared ON shared.key = c.src GROUP BY c.src)
SELECT key, round(s.weight / sqrt(h.n))::BIGINT AS weight FROM shared s JOIN held h USING (key)
ORDER BY weight DESC, key LIMIT $depth

-- name: units
-- The described ones among some publications, with their families.
SELECT p.key, p.unit, p.key AS shown FROM patent p SEMI JOIN (SELECT unnest($keys) AS key) w USING (key)
WHERE NOT p.stub AND ({{where}}) ORDER BY p.key

-- name: stood
-- The described patents that publications which are only named stand for: those of their family.
WITH named AS (
  SELECT w.key, coalesce(f.dst, w.key) AS unit FROM (SELECT unnest($keys) AS key) w LEFT JOIN family f ON f.src = w.key AND f.kind = 'simple'
)
SELECT n.key, p.unit, p.key AS shown FROM patent p JOIN named n ON n.unit = p.unit
WHERE NOT p.stub AND ({{where}}) ORDER BY n.key, shown

-- name: shown
-- What reasons may name of some patents: classes, names of inventors and applicants, citations both ways.
WITH wanted AS (SELECT unnest($keys) AS key)
SELECT src AS key, 'class' AS what, dst AS value FROM classified SEMI JOIN wanted ON wanted.key = src
UNION SELECT i.src, 'inventor', coalesce(r.name, i.dst)
FROM (SELECT src, dst FROM inventor SEMI JOIN wanted ON wanted.key = src) i LEFT JOIN person r ON r.key = i.dst
UNION SELECT a.src, 'applicant', coalesce(o.name, r.name, a.dst)
FROM (SELECT src, dst FROM applicant SEMI JOIN wanted ON wanted.key = src) a
LEFT JOIN organization o ON o.key = a.dst LEFT JOIN person r ON r.key = a.dst
UNION SELECT src, 'cites', dst FROM cites SEMI JOIN wanted ON wanted.key = src
UNION SELECT dst, 'cited', src FROM cites SEMI JOIN wanted ON wanted.key = dst
ORDER BY key, what, value

-- name: before
p.publication_date < $cutoff
