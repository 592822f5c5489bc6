-- Who invents.

-- name: inventors
WITH invented AS (
  SELECT p.person, p.filed // 10000 AS year FROM star.inventors p WHERE {{alone}} AND ({{where}})
  UNION ALL
  SELECT p.person, min(p.filed) // 10000 FROM star.inventors p WHERE NOT {{alone}} AND ({{where}})
  GROUP BY p.{{unit}}, p.person
), counted AS (
  SELECT person, count(*) AS patents, min(year) AS first, max(year) AS last,
         count(*) FILTER (year BETWEEN try_cast($recent_from AS INTEGER) AND try_cast($recent_to AS INTEGER)) AS recent,
         count(*) FILTER (year BETWEEN try_cast($before_from AS INTEGER) AND try_cast($before_to AS INTEGER)) AS before
  FROM invented GROUP BY person
), shown AS (SELECT *, count(*) OVER () AS total FROM counted ORDER BY patents DESC, person LIMIT $most)
SELECT r.key AS id, s.patents, s.first::VARCHAR AS first, s.last::VARCHAR AS last, s.recent, s.before, s.total
FROM shown s JOIN star.person r ON r.id = s.person ORDER BY s.patents DESC, r.key

-- name: coverage
WITH family AS (
  SELECT p.invented FROM star.patent p WHERE {{alone}} AND ({{where}})
  UNION ALL SELECT bool_or(p.invented) FROM star.patent p WHERE NOT {{alone}} AND ({{where}}) GROUP BY p.{{unit}}
)
SELECT count(*) AS families, count(*) FILTER (invented) AS invented FROM family

-- name: about
-- How many inventors invent with, and the field of most of their families.
WITH wanted AS (SELECT id, key FROM star.person WHERE key IN (SELECT unnest($keys))), field AS (
  SELECT n.id, coalesce(i.name, i.name_zh, i.key) AS name FROM star.industry n JOIN industry i USING (key)
  WHERE n.key IN (SELECT unnest($fields))
), own AS (
  SELECT p.person, p.id, p.{{unit}} AS unit FROM star.inventors p
  WHERE p.person IN (SELECT id FROM wanted) AND ({{where}})
), partner AS (
  SELECT o.person, count(DISTINCT v.person) - 1 AS n FROM star.inventors v JOIN own o USING (id) GROUP BY o.person
), spread AS (
  SELECT o.person, i.industry, count(DISTINCT o.unit) AS n FROM star.industries i JOIN own o USING (id)
  WHERE i.industry IN (SELECT id FROM field) GROUP BY ALL
), main AS (
  SELECT person, industry FROM spread QUALIFY row_number() OVER (PARTITION BY person ORDER BY n DESC, industry) = 1
)
SELECT w.key AS id, p.n AS partners, f.name AS field
FROM wanted w LEFT JOIN partner p ON p.person = w.id LEFT JOIN main m ON m.person = w.id
LEFT JOIN field f ON f.id = m.industry ORDER BY w.key

-- name: named
SELECT key AS id, coalesce(name, name_zh, key) AS name FROM person WHERE key IN (SELECT unnest($keys)) ORDER BY key

-- name: employers
-- Organizations that inventors' families were applied for by, the three with the most of each.
WITH wanted AS (SELECT id, key FROM star.person WHERE key IN (SELECT unnest($keys))), own AS (
  SELECT p.person, p.id, p.{{unit}} AS unit FROM star.inventors p
  WHERE p.person IN (SELECT id FROM wanted) AND ({{where}})
), tie AS (
  SELECT o.person, a.{{body}} AS organization, count(DISTINCT o.unit) AS patents
  FROM star.applicants a JOIN own o USING (id) GROUP BY o.person, a.{{body}}
  QUALIFY row_number() OVER (PARTITION BY o.person ORDER BY patents DESC, a.{{body}}) <= 3
)
SELECT w.key AS id, o.key AS organization, t.patents
FROM tie t JOIN wanted w ON w.id = t.person JOIN star.organization o ON o.id = t.organization
ORDER BY w.key, t.patents DESC, o.key

-- name: moves
-- From the last family for one organization to the first for the next, by families with one organization as applicant: of
-- one person, or of two of one name with several co-inventors of the same names. Names that many bear tell nothing.
WITH sole AS (
  SELECT p.{{unit}} AS unit, min(p.{{body}}) AS organization, min(p.filed) AS filed FROM star.applicants p
  WHERE NOT {{alone}} AND ({{where}})
  GROUP BY p.{{unit}} HAVING count(DISTINCT p.{{body}}) = 1 AND min(p.filed) IS NOT NULL
), invented AS (
  SELECT p.person, p.{{body}} AS organization, p.filed FROM star.inventors p
  WHERE {{alone}} AND p.{{body}} IS NOT NULL AND p.filed IS NOT NULL AND ({{where}})
  UNION ALL
  SELECT v.person, s.organization, s.filed
  FROM (SELECT DISTINCT p.{{unit}} AS unit, p.person FROM star.inventors p WHERE NOT {{alone}} AND ({{where}})) v JOIN sole s USING (unit)
), served AS MATERIALIZED (
  SELECT person, organization, min(filed) AS first, max(filed) AS last, count(*) AS patents FROM invented GROUP BY ALL
), bearer AS (
  SELECT s.person, r.name, s.stays, s.ended
  FROM (SELECT person, count(*) AS stays, min(last) AS ended FROM served GROUP BY person) s JOIN star.person r ON r.id = s.person
  WHERE r.name IS NOT NULL
), few AS (
  SELECT name, count(*) > 1 AS several FROM bearer GROUP BY name HAVING sum(stays) BETWEEN 2 AND $namesakes
), stay AS MATERIALIZED (
  SELECT s.*, b.name, b.several, b.ended < s.first AS moved
  FROM served s JOIN (SELECT * FROM bearer JOIN few USING (name)) b USING (person) WHERE b.several OR b.ended < s.first
), namesake AS MATERIALIZED (
  SELECT a.person AS former, b.person, a.organization AS source, b.organization AS target, a.last, b.first,
         a.patents AS left_patents, b.patents
  FROM stay a JOIN stay b USING (name)
  WHERE a.several AND b.several AND a.person <> b.person AND a.organization <> b.organization AND a.last < b.first
), partner AS (
  SELECT DISTINCT v.person, q.name
  FROM (SELECT id, person FROM star.inventors
        SEMI JOIN (SELECT former AS person FROM namesake UNION SELECT person FROM namesake) USING (person)) v
  JOIN star.inventors w ON w.id = v.id AND w.person <> v.person JOIN star.person q ON q.id = w.person
), shared AS (
  SELECT s.former, s.person, count(*) AS partners
  FROM (SELECT DISTINCT former, person FROM namesake) s
  JOIN partner a ON a.person = s.former JOIN partner b ON b.person = s.person AND b.name = a.name
  GROUP BY ALL HAVING count(*) >= $shared
), likely AS MATERIALIZED (SELECT n.*, h.partners FROM namesake n JOIN shared h USING (former, person)), joined AS (
  SELECT person, target, first, count(*) OVER () AS total FROM (
    SELECT person, organization AS target, first FROM stay WHERE moved UNION SELECT person, target, first FROM likely
  ) ORDER BY first DESC, person, target LIMIT $most
), own AS (
  SELECT j.person AS former, j.person, a.organization AS source, j.target, a.last, j.first, a.patents AS left_patents, b.patents,
         NULL::BIGINT AS partners, j.total
  FROM joined j JOIN served a ON a.person = j.person AND a.last < j.first
  JOIN served b ON b.person = j.person AND b.organization = j.target
), shown AS (
  FROM (FROM own UNION ALL SELECT l.*, j.total FROM likely l JOIN joined j USING (person, target))
  QUALIFY row_number() OVER (PARTITION BY person, target ORDER BY last DESC, source, former) = 1
)
SELECT f.key AS former, r.key AS person, a.key AS source, b.key AS target, replace(regexp_replace(s.last::VARCHAR, '(....)(..)(..)', '\1-\2-\3'), '-00', '') AS last,
       replace(regexp_replace(s.first::VARCHAR, '(....)(..)(..)', '\1-\2-\3'), '-00', '') AS first, s.left_patents, s.patents, s.partners, s.total
FROM shown s JOIN star.person f ON f.id = s.former JOIN star.person r ON r.id = s.person
JOIN star.organization a ON a.id = s.source JOIN star.organization b ON b.id = s.target
ORDER BY s.first DESC, r.key, b.key

-- name: ties
-- Families of two inventors, among those with the most families.
WITH busy AS (
  SELECT person FROM (
    SELECT p.person, count(*) AS n FROM star.inventors p WHERE {{alone}} AND ({{where}}) GROUP BY p.person
    UNION ALL
    SELECT p.person, count(DISTINCT p.{{unit}}) FROM star.inventors p WHERE NOT {{alone}} AND ({{where}}) GROUP BY p.person
  ) GROUP BY person ORDER BY sum(n) DESC, person LIMIT $most
), kept AS (
  SELECT p.{{unit}} AS unit, p.person FROM star.inventors p WHERE {{alone}} AND p.person IN (FROM busy) AND ({{where}})
  UNION ALL
  SELECT DISTINCT p.{{unit}}, p.person FROM star.inventors p WHERE NOT {{alone}} AND p.person IN (FROM busy) AND ({{where}})
), pair AS (
  SELECT a.person AS a, b.person AS b, count(*) AS patents FROM kept a JOIN kept b ON a.unit = b.unit AND a.person < b.person
  GROUP BY ALL HAVING count(*) >= $often
)
SELECT r.key AS a, s.key AS b, p.patents
FROM pair p JOIN star.person r ON r.id = p.a JOIN star.person s ON s.id = p.b ORDER BY r.key, s.key

-- name: joint
-- Families that two or more of a team invented, with the first and last filing year.
WITH part AS (
  SELECT r.id, k.grp FROM (SELECT unnest($keys) AS key, unnest($groups) AS grp) k JOIN star.person r USING (key)
), team AS (
  SELECT r.grp, p.{{unit}} AS unit, min(p.filed) // 10000 AS year
  FROM star.inventors p JOIN part r ON r.id = p.person WHERE {{where}}
  GROUP BY ALL HAVING min(p.person) <> max(p.person)
)
SELECT grp, count(*) AS patents, min(year)::VARCHAR AS first, max(year)::VARCHAR AS last FROM team GROUP BY grp ORDER BY grp

-- name: sided_each
-- Whom inventors' families were applied for by: traits of the applicants.
family AS (
  SELECT p.{{unit}} AS unit, bit_or(p.traits) AS traits, min(p.filed) // 10000 AS year FROM star.patent p
  WHERE NOT {{alone}} AND p.applied AND ({{where}}) GROUP BY p.{{unit}}
), invented AS (
  SELECT p.person, p.traits, p.filed // 10000 AS year FROM star.inventors p WHERE {{alone}} AND ({{where}})
  UNION ALL
  SELECT v.person, f.traits, f.year
  FROM (SELECT DISTINCT p.{{unit}} AS unit, p.person FROM star.inventors p WHERE NOT {{alone}} AND ({{where}})) v JOIN family f USING (unit)
)

-- name: sided_whole
-- The same of the wholes that they are part of.
family AS (
  SELECT p.{{unit}} AS unit, bit_or(w.traits) AS traits, min(p.filed) // 10000 AS year
  FROM star.applicants p JOIN star.organization w ON w.id = p.whole WHERE {{where}} GROUP BY p.{{unit}}
), invented AS (
  SELECT v.person, f.traits, f.year
  FROM (SELECT DISTINCT p.{{unit}} AS unit, p.person FROM star.inventors p WHERE {{where}}) v JOIN family f USING (unit)
)

-- name: bridges
-- Inventors with families of universities and of enterprises.
WITH side AS MATERIALIZED (
  SELECT min(bit) FILTER (key = 'university') AS u, min(bit) FILTER (key = 'enterprise') AS e FROM star.trait
), {{sided}}, counted AS (
  SELECT person, count(*) FILTER (traits & (u | e) = u | e) AS joint, count(*) FILTER (traits & u <> 0) AS university,
         count(*) FILTER (traits & e <> 0) AS enterprise, min(year) AS first, max(year) AS last
  FROM invented, side WHERE traits & (u | e) <> 0 GROUP BY person
), shown AS (
  SELECT *, count(*) OVER () AS total FROM counted WHERE university > 0 AND enterprise > 0
  ORDER BY joint DESC, least(university, enterprise) DESC, person LIMIT $most
)
SELECT r.key AS id, s.joint, s.university, s.enterprise, s.first::VARCHAR AS first, s.last::VARCHAR AS last, s.total
FROM shown s JOIN star.person r ON r.id = s.person ORDER BY s.joint DESC, least(s.university, s.enterprise) DESC, r.key

-- name: sides
-- Organizations of one kind that inventors' families were applied for by, the three with the most of each.
WITH wanted AS (SELECT id, key FROM star.person WHERE key IN (SELECT unnest($keys))), own AS (
  SELECT p.person, p.id, p.{{unit}} AS unit FROM star.inventors p
  WHERE p.person IN (SELECT id FROM wanted) AND ({{where}})
), tie AS (
  SELECT o.person, g.kind, g.key AS organization, count(DISTINCT o.unit) AS patents
  FROM star.applicants a JOIN own o USING (id) JOIN star.organization g ON g.id = a.{{body}}
  WHERE g.kind IN ('university', 'enterprise') GROUP BY o.person, g.kind, g.key
  QUALIFY row_number() OVER (PARTITION BY o.person, g.kind ORDER BY patents DESC, g.key) <= 3
)
SELECT w.key AS id, t.kind, t.organization FROM tie t JOIN wanted w ON w.id = t.person
ORDER BY w.key, t.kind, t.patents DESC, t.organization

-- name: between
-- The last patent of an inventor for one organization, and the first for the next.
WITH stay AS (SELECT id, key FROM star.person WHERE key IN ($former, $person))
SELECT m.key FROM star.inventors p JOIN stay s ON s.id = p.person JOIN star.applicants a ON a.id = p.id
JOIN star.organization g ON g.id = a.{{body}} JOIN star.patent q ON q.id = p.id JOIN patent m ON m.key = q.key
WHERE ((s.key = $former AND g.key = $source AND m.filing_date = $last)
  OR (s.key = $person AND g.key = $target AND m.filing_date = $first)) AND ({{where}})
QUALIFY row_number() OVER (PARTITION BY g.key ORDER BY m.key) = 1 ORDER BY m.filing_date, m.key
