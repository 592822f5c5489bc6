-- Who invents.

-- name: inventors
WITH invented AS (
  SELECT v.dst AS id, p.unit, min(left(p.filing_date, 4)) AS year FROM patent p JOIN inventor v ON v.src = p.key
  WHERE NOT p.stub AND ({{where}}) GROUP BY ALL
), counted AS (
  SELECT id, count(*) AS patents, min(year) AS first, max(year) AS last,
         count(*) FILTER (year BETWEEN $recent_from AND $recent_to) AS recent,
         count(*) FILTER (year BETWEEN $before_from AND $before_to) AS before
  FROM invented GROUP BY id
)
SELECT *, count(*) OVER () AS total FROM counted ORDER BY patents DESC, id LIMIT $most

-- name: coverage
WITH picked AS (SELECT p.key, p.unit FROM patent p WHERE NOT p.stub AND ({{where}}))
SELECT (SELECT count(DISTINCT unit) FROM picked) AS families, count(DISTINCT p.unit) AS invented
FROM picked p JOIN inventor v ON v.src = p.key

-- name: about
-- Names of inventors, how many they invent with, and the field of most of their families.
WITH wanted AS (SELECT DISTINCT unnest($keys) AS id), own AS (
  SELECT w.id, p.key, p.unit FROM wanted w JOIN inventor v ON v.dst = w.id JOIN patent p ON p.key = v.src
  WHERE NOT p.stub AND ({{where}})
), partner AS (
  SELECT o.id, count(DISTINCT v.dst) - 1 AS n FROM own o JOIN inventor v ON v.src = o.key GROUP BY o.id
), spread AS (
  SELECT o.id, i.dst AS field, count(DISTINCT o.unit) AS n FROM own o JOIN in_industry i ON i.src = o.key
  WHERE i.dst IN (SELECT unnest($fields)) GROUP BY ALL
), main AS (
  SELECT id, field FROM spread QUALIFY row_number() OVER (PARTITION BY id ORDER BY n DESC, field) = 1
)
SELECT w.id, coalesce(r.name, r.name_zh, w.id) AS name, p.n AS partners, coalesce(f.name, f.name_zh, f.key) AS field
FROM wanted w JOIN person r ON r.key = w.id LEFT JOIN partner p ON p.id = w.id LEFT JOIN main m ON m.id = w.id
LEFT JOIN industry f ON f.key = m.field ORDER BY w.id

-- name: employers
-- Organizations that inventors' families were applied for by, the three with the most of each.
WITH wanted AS (SELECT DISTINCT unnest($keys) AS id), tie AS (
  SELECT w.id, a.dst AS organization, count(DISTINCT p.unit) AS patents
  FROM wanted w JOIN inventor v ON v.dst = w.id JOIN patent p ON p.key = v.src JOIN applicant a ON a.src = p.key
  WHERE NOT p.stub AND a.dst_type = 'Organization' AND ({{where}}) GROUP BY ALL
)
SELECT id, organization, patents FROM tie
QUALIFY row_number() OVER (PARTITION BY id ORDER BY patents DESC, organization) <= 3 ORDER BY id, patents DESC, organization

-- name: moves
-- From the last family for one organization to the first for the next, by families with one organization as applicant: of
-- one person, or of two of one name with several co-inventors of the same names. Names that many bear tell nothing.
WITH sole AS (
  SELECT p.unit, min(a.dst) AS organization, min(p.filing_date) AS date
  FROM patent p JOIN applicant a ON a.src = p.key
  WHERE NOT p.stub AND a.dst_type = 'Organization' AND ({{where}}) GROUP BY p.unit HAVING count(DISTINCT a.dst) = 1
), stay AS (
  SELECT v.dst AS person, lower(coalesce(r.name, r.name_zh)) AS name, s.organization, min(s.date) AS first,
         max(s.date) AS last, count(DISTINCT s.unit) AS patents
  FROM sole s JOIN patent p ON p.unit = s.unit JOIN inventor v ON v.src = p.key JOIN person r ON r.key = v.dst
  WHERE NOT p.stub AND s.date IS NOT NULL AND coalesce(r.name, r.name_zh) IS NOT NULL AND ({{where}}) GROUP BY ALL
), few AS (SELECT name FROM stay GROUP BY name HAVING count(*) BETWEEN 2 AND $namesakes), step AS (
  SELECT a.person AS former, b.person, a.organization AS source, b.organization AS target, a.last, b.first,
         a.patents AS left_patents, b.patents
  FROM stay a JOIN stay b USING (name) WHERE name IN (FROM few) AND a.organization <> b.organization AND a.last < b.first
), moved AS (SELECT former AS person FROM step WHERE former <> person UNION SELECT person FROM step WHERE former <> person),
partner AS (
  SELECT DISTINCT v.dst AS person, lower(coalesce(q.name, q.name_zh)) AS name
  FROM inventor v SEMI JOIN moved m ON m.person = v.dst JOIN inventor w ON w.src = v.src AND w.dst <> v.dst
  JOIN person q ON q.key = w.dst
), shared AS (
  SELECT s.former, s.person, count(DISTINCT a.name) AS partners
  FROM (SELECT DISTINCT former, person FROM step WHERE former <> person) s
  JOIN partner a ON a.person = s.former JOIN partner b ON b.person = s.person AND b.name = a.name GROUP BY ALL
), likely AS (
  SELECT s.*, h.partners FROM step s LEFT JOIN shared h USING (former, person)
  WHERE s.former = s.person OR h.partners >= $shared
  QUALIFY row_number() OVER (PARTITION BY s.person, s.target ORDER BY s.last DESC, s.source, s.former) = 1
)
SELECT *, count(*) OVER () AS total FROM likely ORDER BY first DESC, person, target LIMIT $most

-- name: ties
-- Families of two inventors, among those with the most families.
WITH invented AS (SELECT DISTINCT v.dst AS id, p.unit FROM patent p JOIN inventor v ON v.src = p.key WHERE NOT p.stub AND ({{where}})),
busy AS (SELECT id FROM invented GROUP BY id ORDER BY count(*) DESC, id LIMIT $most),
kept AS (SELECT * FROM invented SEMI JOIN busy USING (id))
SELECT a.id AS a, b.id AS b, count(*) AS patents FROM kept a JOIN kept b ON a.unit = b.unit AND a.id < b.id
GROUP BY ALL HAVING count(*) >= $often ORDER BY a, b

-- name: joint
-- Families that two or more of a team invented, with the first and last filing year.
WITH part AS (SELECT unnest($keys) AS id, unnest($groups) AS grp), invented AS (
  SELECT DISTINCT r.grp, p.unit, v.dst AS id, left(p.filing_date, 4) AS year
  FROM part r JOIN inventor v ON v.dst = r.id JOIN patent p ON p.key = v.src WHERE NOT p.stub AND ({{where}})
), team AS (
  SELECT grp, unit, min(year) AS year FROM invented GROUP BY ALL HAVING count(DISTINCT id) > 1
)
SELECT grp, count(*) AS patents, min(year) AS first, max(year) AS last FROM team GROUP BY grp ORDER BY grp

-- name: bridges
-- Inventors with families of universities and of enterprises.
WITH kinds AS (
  SELECT p.unit, bool_or(o.kind = 'university') AS university, bool_or(o.kind = 'enterprise') AS enterprise,
         min(left(p.filing_date, 4)) AS year
  FROM patent p JOIN applicant a ON a.src = p.key JOIN organization o ON o.key = a.dst
  WHERE NOT p.stub AND ({{where}}) GROUP BY p.unit
), invented AS (
  SELECT DISTINCT v.dst AS id, k.* FROM kinds k JOIN patent p ON p.unit = k.unit JOIN inventor v ON v.src = p.key
  WHERE NOT p.stub AND (k.university OR k.enterprise) AND ({{where}})
), counted AS (
  SELECT id, count(*) FILTER (university AND enterprise) AS joint, count(*) FILTER (university) AS university,
         count(*) FILTER (enterprise) AS enterprise, min(year) AS first, max(year) AS last
  FROM invented GROUP BY id
)
SELECT *, count(*) OVER () AS total FROM counted WHERE university > 0 AND enterprise > 0
ORDER BY joint DESC, least(university, enterprise) DESC, id LIMIT $most

-- name: sides
-- Organizations of one kind that inventors' families were applied for by, the three with the most of each.
WITH wanted AS (SELECT DISTINCT unnest($keys) AS id), tie AS (
  SELECT w.id, o.key AS organization, o.kind, count(DISTINCT p.unit) AS patents
  FROM wanted w JOIN inventor v ON v.dst = w.id JOIN patent p ON p.key = v.src JOIN applicant a ON a.src = p.key
  JOIN organization o ON o.key = a.dst
  WHERE NOT p.stub AND o.kind IN ('university', 'enterprise') AND ({{where}}) GROUP BY ALL
)
SELECT id, kind, organization FROM tie
QUALIFY row_number() OVER (PARTITION BY id, kind ORDER BY patents DESC, organization) <= 3
ORDER BY id, kind, patents DESC, organization

-- name: between
-- The last patent of an inventor for one organization, and the first for the next.
SELECT p.key FROM patent p JOIN inventor v ON v.src = p.key JOIN applicant a ON a.src = p.key
WHERE NOT p.stub AND ((v.dst = $former AND a.dst = $source AND p.filing_date = $last)
  OR (v.dst = $person AND a.dst = $target AND p.filing_date = $first)) AND ({{where}})
QUALIFY row_number() OVER (PARTITION BY a.dst ORDER BY p.key) = 1 ORDER BY p.filing_date, p.key
