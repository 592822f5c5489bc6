-- Places on the map.

-- name: on_map
-- Families of each industry with the seats that are points on the map: provinces and countries are none.
industry AS (SELECT id, key FROM star.industry WHERE key IN (SELECT unnest($industries))), belongs AS (
  SELECT p.{{unit}} AS unit, p.industry, p.weight FROM star.industries p
  WHERE {{alone}} AND p.industry IN (SELECT id FROM industry) AND ({{where}})
  UNION ALL
  SELECT p.{{unit}}, p.industry, max(p.weight) FROM star.industries p
  WHERE NOT {{alone}} AND p.industry IN (SELECT id FROM industry) AND ({{where}}) GROUP BY p.{{unit}}, p.industry
), point AS (
  SELECT s.id, s.key, coalesce(g.name, g.name_zh, g.key) AS name, g.lat, g.lng FROM region g JOIN star.region s USING (key)
  WHERE g.lat IS NOT NULL AND g.lng IS NOT NULL AND (g.level IN ('city', 'district', 'zone') OR g.key SIMILAR TO $peers)
), seated AS (
  SELECT p.{{unit}} AS unit, p.region AS place, p.organization FROM star.applicants p
  WHERE {{alone}} AND p.region IN (SELECT id FROM point) AND ({{where}})
  UNION ALL
  SELECT DISTINCT p.{{unit}}, p.region, p.organization FROM star.applicants p
  WHERE NOT {{alone}} AND p.region IN (SELECT id FROM point) AND ({{where}})
)

-- name: places
WITH {{on_map}}, placed AS (SELECT DISTINCT unit, place FROM seated), counted AS (
  SELECT s.place, b.industry, round(sum(b.weight), 6) AS patents FROM belongs b JOIN placed s USING (unit) GROUP BY ALL
)
SELECT g.key, g.name, g.lat, g.lng, n.key AS industry, c.patents
FROM counted c JOIN point g ON g.id = c.place JOIN industry n ON n.id = c.industry ORDER BY n.key, g.key

-- name: groups
-- Families and applicants of each cluster, a family counted once however many of its places are in it.
WITH {{on_map}}, part AS (
  SELECT g.id AS place, n.id AS industry, k.cluster
  FROM (SELECT unnest($keys) AS place, unnest($fields) AS industry, unnest($clusters) AS cluster) k
  JOIN point g ON g.key = k.place JOIN industry n ON n.key = k.industry
), member AS (
  SELECT DISTINCT r.cluster, s.unit, s.organization, b.weight
  FROM seated s JOIN belongs b USING (unit) JOIN part r ON r.place = s.place AND r.industry = b.industry
), team AS (
  SELECT m.cluster, o.key AS organization, m.n
  FROM (SELECT cluster, organization, round(sum(weight), 6) AS n FROM member GROUP BY ALL) m
  JOIN star.organization o ON o.id = m.organization
), counted AS (
  SELECT cluster, round(sum(weight), 6) AS patents FROM (SELECT DISTINCT cluster, unit, weight FROM member) GROUP BY ALL
), led AS (
  SELECT cluster, count(*) AS organizations, list(organization ORDER BY n DESC, organization)[1:3] AS leaders
  FROM team GROUP BY ALL
)
SELECT cluster, patents, organizations, leaders FROM counted JOIN led USING (cluster) ORDER BY cluster

-- name: coverage
WITH {{on_map}}, counted AS (
  SELECT industry, round(sum(weight), 6) AS patents,
         round(coalesce(sum(weight) FILTER (unit IN (SELECT unit FROM seated)), 0), 6) AS placed
  FROM belongs GROUP BY industry
)
SELECT n.key AS industry, coalesce(i.name, i.name_zh, i.key) AS name, c.patents, c.placed
FROM counted c JOIN industry n ON n.id = c.industry JOIN main.industry i ON i.key = n.key ORDER BY n.key

-- name: members
-- Five patents of a cluster, the newest first.
SELECT m.key FROM star.patent p JOIN patent m ON m.key = p.key
WHERE ({{where}})
  AND p.id IN (SELECT i.id FROM star.industries i WHERE i.industry IN (SELECT n.id FROM star.industry n WHERE n.key = $industry))
  AND p.id IN (SELECT a.id FROM star.applicants a
               WHERE a.region IN (SELECT g.id FROM star.region g WHERE g.key IN (SELECT unnest($keys))))
ORDER BY m.publication_date DESC NULLS LAST, m.key LIMIT 5
