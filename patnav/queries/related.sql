-- name: patents
SELECT p.key, p.unit, p.title, p.abstract, p.other_title, p.other_abstract, p.stub, p.priority_date, p.filing_date, p.publication_date
FROM patent p WHERE p.key IN (SELECT unnest($keys)) ORDER BY p.key

-- name: family
-- All publications of some families, those that are only named among them.
WITH wanted AS (SELECT DISTINCT unnest($units) AS unit),
named AS MATERIALIZED (SELECT src, kind FROM family SEMI JOIN wanted ON wanted.unit = dst)
SELECT key FROM patent SEMI JOIN wanted USING (unit)
UNION SELECT src FROM named WHERE kind = 'simple'
UNION SELECT key FROM patent SEMI JOIN wanted ON wanted.unit = key
ORDER BY key

-- name: classes
WITH wanted AS (SELECT DISTINCT unnest($keys) AS key),
held AS (SELECT key, unit FROM patent SEMI JOIN wanted USING (key)),
classed AS (SELECT src, dst FROM classified SEMI JOIN wanted ON wanted.key = src)
SELECT coalesce(h.unit, h.key) AS unit, list(DISTINCT c.dst ORDER BY c.dst) AS symbols
FROM classed c JOIN held h ON h.key = c.src GROUP BY ALL ORDER BY unit

-- name: parties
-- Patents of the same inventors; and those of the pool of the same applicants, or of inventors of the same name.
WITH own AS MATERIALIZED (SELECT DISTINCT unnest($own) AS key),
pool AS (SELECT unnest($pool) AS key),
people AS MATERIALIZED (SELECT DISTINCT dst FROM inventor SEMI JOIN own ON own.key = src),
called AS (SELECT DISTINCT name FROM person SEMI JOIN people ON people.dst = key),
namesake AS (SELECT key AS dst FROM person SEMI JOIN called USING (name) UNION FROM people),
invented AS MATERIALIZED (SELECT src, dst FROM inventor SEMI JOIN namesake USING (dst)),
bodies AS (SELECT DISTINCT dst FROM applicant SEMI JOIN own ON own.key = src),
filed AS (SELECT src FROM applicant SEMI JOIN bodies USING (dst)),
shared AS (
  SELECT src AS key, 1 AS inventor, 0 AS applicant FROM invented SEMI JOIN people USING (dst)
  UNION ALL SELECT src, 1, 0 FROM invented SEMI JOIN pool ON pool.key = src
  UNION ALL SELECT src, 0, 1 FROM filed SEMI JOIN pool ON pool.key = src
)
SELECT key, max(inventor) AS inventor, max(applicant) AS applicant
FROM shared ANTI JOIN own USING (key) GROUP BY key ORDER BY inventor DESC, applicant DESC, key LIMIT $depth

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

-- name: siblings
-- What the other patents of the same inventors cite, those of the most of them first: a few are looked up, many scanned.
WITH own AS (SELECT DISTINCT unnest($own) AS key),
people AS MATERIALIZED (SELECT DISTINCT dst FROM inventor SEMI JOIN own ON own.key = src),
sibling AS MATERIALIZED (
  SELECT src AS key FROM inventor SEMI JOIN people USING (dst) ANTI JOIN own ON own.key = src
  GROUP BY src ORDER BY count(DISTINCT dst) DESC, src LIMIT $most
), stated AS (
  SELECT DISTINCT coalesce(p.unit, c.src) AS family, c.dst
  FROM (SELECT src, dst FROM cites SEMI JOIN sibling ON sibling.key = src) c JOIN patent p ON p.key = c.src
), sized AS (SELECT family, round(1000000 / ln(2 + count(*)))::BIGINT AS weight FROM stated GROUP BY family)
SELECT s.dst AS key, sum(z.weight)::BIGINT AS weight FROM stated s JOIN sized z USING (family)
ANTI JOIN own ON own.key = s.dst GROUP BY s.dst ORDER BY weight DESC, key LIMIT $depth

-- name: units
-- The described ones among some publications, with their families: looked up first, then put to the conditions.
WITH wanted AS (SELECT DISTINCT unnest($keys) AS key),
held AS MATERIALIZED (SELECT * FROM star.patent SEMI JOIN wanted USING (key))
SELECT p.key, p.family AS unit, p.key AS shown FROM held p WHERE {{where}} ORDER BY p.key

-- name: stood
-- The described patents that publications which are only named stand for: those of their family.
WITH wanted AS (SELECT DISTINCT unnest($keys) AS key),
family AS MATERIALIZED (SELECT src, dst, kind FROM main.family SEMI JOIN wanted ON wanted.key = src),
named AS MATERIALIZED (
  SELECT w.key, coalesce(m.dst, w.key) AS unit FROM wanted w LEFT JOIN family m ON m.src = w.key AND m.kind = 'simple'
), member AS MATERIALIZED (SELECT key FROM patent SEMI JOIN (SELECT DISTINCT unit FROM named) n USING (unit)),
held AS MATERIALIZED (SELECT * FROM star.patent SEMI JOIN member USING (key))
SELECT n.key, p.family AS unit, p.key AS shown FROM held p JOIN named n ON n.unit = p.family
WHERE {{where}} ORDER BY n.key, shown

-- name: shown
-- What reasons may name of some patents: classes, names of inventors and applicants, citations both ways.
WITH wanted AS (SELECT DISTINCT unnest($keys) AS key),
invented AS MATERIALIZED (SELECT src, dst FROM inventor SEMI JOIN wanted ON wanted.key = src),
filed AS MATERIALIZED (SELECT src, dst FROM applicant SEMI JOIN wanted ON wanted.key = src),
inventors AS (SELECT DISTINCT dst AS key FROM invented),
filers AS (SELECT DISTINCT dst AS key FROM filed),
people AS (SELECT key, name FROM person SEMI JOIN inventors USING (key)),
bodies AS (
  SELECT key, name FROM organization SEMI JOIN filers USING (key)
  UNION ALL SELECT key, name FROM person SEMI JOIN filers USING (key)
)
SELECT src AS key, 'class' AS what, dst AS value FROM classified SEMI JOIN wanted ON wanted.key = src
UNION SELECT i.src, 'inventor', coalesce(p.name, i.dst) FROM invented i LEFT JOIN people p ON p.key = i.dst
UNION SELECT f.src, 'applicant', coalesce(b.name, f.dst) FROM filed f LEFT JOIN bodies b ON b.key = f.dst
UNION SELECT src, 'cites', dst FROM cites SEMI JOIN wanted ON wanted.key = src
UNION SELECT dst, 'cited', src FROM cites SEMI JOIN wanted ON wanted.key = dst
ORDER BY key, what, value

-- name: before
p.key IN (SELECT q.key FROM patent q SEMI JOIN held ON held.key = q.key WHERE q.publication_date < $cutoff)
