-- A field of technology over time, and who is in it.

-- name: coverage
-- Families, those with a filing date, with a field of WIPO's and with an organization as applicant.
WITH family AS (
  SELECT p.filed IS NOT NULL AS dated, p.fielded, p.applied FROM star.patent p WHERE {{alone}} AND ({{where}})
  UNION ALL
  SELECT bool_or(p.filed IS NOT NULL), bool_or(p.fielded), bool_or(p.applied) FROM star.patent p
  WHERE NOT {{alone}} AND ({{where}}) GROUP BY p.{{unit}}
)
SELECT count(*) AS families, count(*) FILTER (dated) AS dated, count(*) FILTER (fielded) AS fielded,
       count(*) FILTER (applied) AS filed FROM family

-- name: fields
-- Families by field and filing year, with the weight 1/k; the earliest year of the family's publications.
WITH field AS (
  SELECT n.id, n.key, coalesce(i.name, i.name_zh, i.key) AS name FROM star.industry n JOIN industry i USING (key)
  WHERE n.key IN (SELECT unnest($fields))
), member AS (
  SELECT p.industry, p.filed // 10000 AS year, p.weight FROM star.industries p
  WHERE {{alone}} AND p.industry IN (SELECT id FROM field) AND ({{where}})
  UNION ALL
  SELECT p.industry, min(p.filed) // 10000, max(p.weight) FROM star.industries p
  WHERE NOT {{alone}} AND p.industry IN (SELECT id FROM field) AND ({{where}}) GROUP BY p.{{unit}}, p.industry
), counted AS (SELECT industry, year, round(sum(weight), 6) AS patents FROM member GROUP BY ALL)
SELECT f.key AS field, f.name, c.year::VARCHAR AS year, c.patents
FROM counted c JOIN field f ON f.id = c.industry ORDER BY f.key, c.year NULLS FIRST

-- name: applicants
-- Organizations by families, those that began no earlier than a year.
WITH filed AS (
  SELECT p.{{body}} AS organization, p.filed // 10000 AS year FROM star.applicants p WHERE {{alone}} AND NOT p.joint AND ({{where}})
  UNION ALL
  SELECT p.{{body}}, min(p.filed) // 10000 FROM star.applicants p WHERE (NOT {{alone}} OR p.joint) AND ({{where}})
  GROUP BY p.{{unit}}, p.{{body}}
), counted AS (
  SELECT organization, count(*) AS patents, min(year) AS first, max(year) AS last,
         count(*) FILTER (year BETWEEN try_cast($recent_from AS INTEGER) AND try_cast($recent_to AS INTEGER)) AS recent,
         count(*) FILTER (year BETWEEN try_cast($before_from AS INTEGER) AND try_cast($before_to AS INTEGER)) AS before
  FROM filed GROUP BY organization HAVING coalesce(min(year)::VARCHAR, '') >= $since
), shown AS (SELECT *, count(*) OVER () AS total FROM counted ORDER BY patents DESC, organization LIMIT $limit)
SELECT o.key AS id, s.patents, s.first::VARCHAR AS first, s.last::VARCHAR AS last, s.recent, s.before, s.total
FROM shown s JOIN star.organization o ON o.id = s.organization ORDER BY s.patents DESC, o.key

-- name: described
-- Names, kinds and seats of organizations, and the field of most of their families.
WITH wanted AS (SELECT key, id FROM star.organization WHERE key IN (SELECT unnest($keys))), field AS (
  SELECT n.id, i.key, coalesce(i.name, i.name_zh, i.key) AS name FROM star.industry n JOIN industry i USING (key)
  WHERE n.key IN (SELECT unnest($fields))
), own AS (
  SELECT p.{{body}} AS organization, p.id, p.{{unit}} AS unit FROM star.applicants p
  WHERE p.{{body}} IN (SELECT id FROM wanted) AND ({{where}})
), spread AS (
  SELECT o.organization, i.industry, count(DISTINCT o.unit) AS n
  FROM star.industries i JOIN own o USING (id) WHERE i.industry IN (SELECT id FROM field) GROUP BY ALL
), main AS (
  SELECT organization, industry FROM spread
  QUALIFY row_number() OVER (PARTITION BY organization ORDER BY n DESC, industry) = 1
)
SELECT w.key AS id, coalesce(o.name, w.key) AS name, o.kind, coalesce(g.name, g.name_zh, g.key) AS region, f.name AS field
FROM wanted w JOIN organization o USING (key) LEFT JOIN located_in l ON l.src = w.key AND l.role = 'seat'
LEFT JOIN region g ON g.key = l.dst LEFT JOIN main m ON m.organization = w.id LEFT JOIN field f ON f.id = m.industry
ORDER BY w.key
