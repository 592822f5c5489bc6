-- Region by industry.

-- name: home
-- Every seat with the region of the wanted level that it lies in, itself or above it.
SELECT DISTINCT s.id AS seat, r.id AS region FROM (
  WITH RECURSIVE lifted AS (
    SELECT key AS seat, key FROM region
    UNION SELECT l.seat, p.dst FROM lifted l JOIN part_of p ON p.src = l.key AND p.src_type = 'Region'
  ) SELECT seat, key FROM lifted
) l JOIN region g USING (key) JOIN star.region r ON r.key = l.key JOIN star.region s ON s.key = l.seat
WHERE g.level = $level OR g.key SIMILAR TO $peers

-- name: located
-- Families by the seat of their applicants, lifted to the level. One publication with one applicant names both beside each
-- of its industries; only what has several of them needs to be put together.
home AS ({{home}}), industry AS (SELECT id, key FROM star.industry WHERE key IN (SELECT unnest($industries))), several AS (
  SELECT p.{{unit}} AS unit, p.industry, max(p.weight) AS weight, min(p.filed) // 10000 AS year FROM star.industries p
  WHERE (NOT {{alone}} OR p.organization IS NULL) AND p.industry IN (SELECT id FROM industry) AND ({{where}})
  GROUP BY p.{{unit}}, p.industry
)

-- name: cells
-- A family counts once in every region and industry it belongs to; in WIPO's fields with the weight 1/k.
WITH {{located}}, part AS (
  SELECT h.region, p.industry, p.weight, p.year FROM (
    SELECT p.region, p.industry, p.filed // 10000 AS year, sum(p.weight) AS weight FROM star.industries p
    WHERE {{alone}} AND p.region IS NOT NULL AND p.industry IN (SELECT id FROM industry) AND ({{where}}) GROUP BY ALL
  ) p JOIN home h ON h.seat = p.region
  UNION ALL
  SELECT l.region, s.industry, s.weight, s.year FROM several s JOIN (
    SELECT DISTINCT p.{{unit}} AS unit, h.region FROM star.applicants p JOIN home h ON h.seat = p.region
    WHERE (NOT {{alone}} OR p.joint) AND ({{where}})
  ) l USING (unit)
), cells AS (
  SELECT region, industry, round(sum(weight), 6) AS patents,
         round(coalesce(sum(weight) FILTER (year BETWEEN try_cast($recent_from AS INTEGER) AND try_cast($recent_to AS INTEGER)), 0), 6) AS recent,
         round(coalesce(sum(weight) FILTER (year BETWEEN try_cast($before_from AS INTEGER) AND try_cast($before_to AS INTEGER)), 0), 6) AS before
  FROM part GROUP BY ALL
)
SELECT g.key AS region, i.key AS industry, c.patents, c.recent, c.before, coalesce(g.name, g.name_zh, g.key) AS region_name,
       coalesce(i.name, i.name_zh, i.key) AS industry_name
FROM cells c JOIN star.region r ON r.id = c.region JOIN region g ON g.key = r.key
JOIN industry n ON n.id = c.industry JOIN main.industry i ON i.key = n.key ORDER BY g.key, i.key

-- name: teams
-- Applicants of each cell: how many, the squares of their counts for the concentration, and the first three.
WITH {{located}}, part AS (
  SELECT p.organization, h.region, p.industry, p.weight FROM (
    SELECT p.{{body}} AS organization, p.region, p.industry, sum(p.weight) AS weight FROM star.industries p
    WHERE {{alone}} AND p.region IS NOT NULL AND p.industry IN (SELECT id FROM industry) AND ({{where}}) GROUP BY ALL
  ) p JOIN home h ON h.seat = p.region
  UNION ALL
  SELECT h.organization, h.region, s.industry, s.weight FROM several s JOIN (
    SELECT DISTINCT p.{{unit}} AS unit, p.{{body}} AS organization, l.region FROM star.applicants p JOIN home l ON l.seat = p.region
    WHERE (NOT {{alone}} OR p.joint) AND ({{where}})
  ) h USING (unit)
), member AS (
  SELECT organization, region, industry, round(sum(weight), 6) AS n FROM part GROUP BY ALL
), counted AS (
  SELECT m.region, m.industry, count(*) AS organizations, round(sum(m.n * m.n), 6) AS squares, round(sum(m.n), 6) AS held,
         list({'n': -m.n, 'id': m.organization} ORDER BY -m.n, m.organization)[1:3] AS leaders
  FROM member m GROUP BY ALL
), named AS (
  SELECT c.region, c.industry, list(o.key ORDER BY c.leader.n, c.leader.id) AS leaders
  FROM (SELECT region, industry, unnest(leaders) AS leader FROM counted) c JOIN star.organization o ON o.id = c.leader.id
  GROUP BY ALL
)
SELECT r.key AS region, n.key AS industry, c.organizations, c.squares, c.held, d.leaders
FROM counted c JOIN named d USING (region, industry) JOIN star.region r ON r.id = c.region
JOIN industry n ON n.id = c.industry ORDER BY r.key, n.key

-- name: rims
-- Families with an applicant seated in each region of the level.
WITH home AS ({{home}}), counted AS (
  SELECT h.region, sum(p.families) AS families FROM (
    SELECT p.region, count(*) AS families FROM star.applicants p WHERE {{alone}} AND NOT p.joint AND ({{where}}) GROUP BY p.region
  ) p JOIN home h ON h.seat = p.region GROUP BY h.region
  UNION ALL
  SELECT region, count(*) FROM (
    SELECT DISTINCT h.region, p.{{unit}} FROM star.applicants p JOIN home h ON h.seat = p.region
    WHERE (NOT {{alone}} OR p.joint) AND ({{where}})
  ) GROUP BY region
)
SELECT g.key AS region, sum(c.families)::BIGINT AS families FROM counted c JOIN star.region g ON g.id = c.region
GROUP BY g.key ORDER BY g.key

-- name: coverage
WITH family AS (
  SELECT p.seated FROM star.patent p WHERE {{alone}} AND ({{where}})
  UNION ALL SELECT bool_or(p.seated) FROM star.patent p WHERE NOT {{alone}} AND ({{where}}) GROUP BY p.{{unit}}
)
SELECT count(*) AS families, count(*) FILTER (seated) AS located FROM family

-- name: foremost
-- The applicant of the most families that everything is compared with.
WITH counted AS (
  SELECT p.{{body}} AS organization, count(*) AS families FROM star.applicants p
  WHERE {{alone}} AND NOT p.joint AND ({{where}}) GROUP BY ALL
  UNION ALL
  SELECT organization, count(*) FROM (
    SELECT DISTINCT p.{{body}} AS organization, p.{{unit}} FROM star.applicants p WHERE (NOT {{alone}} OR p.joint) AND ({{where}})
  ) GROUP BY organization
), first AS (
  SELECT organization, sum(families)::BIGINT AS families FROM counted GROUP BY organization ORDER BY families DESC, organization LIMIT 1
)
SELECT o.key AS id, f.families FROM first f JOIN star.organization o ON o.id = f.organization

-- name: profile
-- How the families of industries spread over WIPO's fields.
WITH industry AS (SELECT id, key FROM star.industry WHERE key IN (SELECT unnest($industries))),
field AS (SELECT id, key FROM star.industry WHERE key IN (SELECT unnest($fields))), member AS (
  SELECT p.{{unit}} AS unit, p.industry FROM star.industries p
  WHERE {{alone}} AND p.industry IN (SELECT id FROM industry) AND ({{where}})
  UNION ALL
  SELECT DISTINCT p.{{unit}}, p.industry FROM star.industries p
  WHERE NOT {{alone}} AND p.industry IN (SELECT id FROM industry) AND ({{where}})
), belongs AS (
  SELECT p.{{unit}} AS unit, p.industry, p.weight FROM star.industries p
  WHERE {{alone}} AND p.industry IN (SELECT id FROM field) AND ({{where}})
  UNION ALL
  SELECT p.{{unit}}, p.industry, max(p.weight) FROM star.industries p
  WHERE NOT {{alone}} AND p.industry IN (SELECT id FROM field) AND ({{where}}) GROUP BY p.{{unit}}, p.industry
), spread AS (
  SELECT m.industry, b.industry AS field, round(sum(b.weight), 6) AS weight FROM member m JOIN belongs b USING (unit) GROUP BY ALL
)
SELECT i.key AS industry, f.key AS field, s.weight
FROM spread s JOIN industry i ON i.id = s.industry JOIN field f ON f.id = s.field ORDER BY i.key, f.key

-- name: named
SELECT key AS id, name, kind FROM organization WHERE key IN (SELECT unnest($keys)) ORDER BY key

-- name: members
-- Five patents of a cell, the newest first.
WITH RECURSIVE below AS (
  SELECT $region AS key UNION SELECT p.src FROM below b JOIN part_of p ON p.dst = b.key AND p.src_type = 'Region'
)
SELECT m.key FROM star.patent p JOIN patent m ON m.key = p.key
WHERE ({{where}})
  AND p.id IN (SELECT i.id FROM star.industries i WHERE i.industry IN (SELECT n.id FROM star.industry n WHERE n.key = $industry))
  AND p.id IN (SELECT a.id FROM star.applicants a
               WHERE a.region IN (SELECT g.id FROM star.region g WHERE g.key IN (FROM below)))
ORDER BY m.publication_date DESC NULLS LAST, m.key LIMIT 5
