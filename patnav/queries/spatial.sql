-- Places on the map.

-- name: on_map
-- Families of each industry with the seats that are points on the map: provinces and countries are none. One publication
-- with one applicant names both beside each of its industries; only what has several of them needs to be put together.
industry AS (SELECT id, key FROM star.industry WHERE key IN (SELECT unnest($industries))), point AS (
  SELECT s.id, s.key, coalesce(g.name, g.name_zh, g.key) AS name, g.lat, g.lng FROM region g JOIN star.region s USING (key)
  WHERE g.lat IS NOT NULL AND g.lng IS NOT NULL AND (g.level IN ('city', 'district', 'zone') OR g.key SIMILAR TO $peers)
), several AS (
  SELECT p.{{unit}} AS unit, p.industry, max(p.weight) AS weight FROM star.industries p
  WHERE (NOT {{alone}} OR p.organization IS NULL) AND p.industry IN (SELECT id FROM industry) AND ({{where}})
  GROUP BY p.{{unit}}, p.industry
), seated AS (
  SELECT DISTINCT p.{{unit}} AS unit, p.region AS place, p.organization FROM star.applicants p
  WHERE (NOT {{alone}} OR p.joint) AND p.region IN (SELECT id FROM point) AND ({{where}})
)

-- name: places
WITH {{on_map}}, part AS (
  SELECT p.region AS place, p.industry, sum(p.weight) AS weight FROM star.industries p
  WHERE {{alone}} AND p.region IS NOT NULL AND p.industry IN (SELECT id FROM industry) AND ({{where}}) GROUP BY ALL
  UNION ALL
  SELECT s.place, b.industry, b.weight FROM several b JOIN (SELECT DISTINCT unit, place FROM seated) s USING (unit)
), counted AS (SELECT place, industry, round(sum(weight), 6) AS patents FROM part GROUP BY ALL)
SELECT g.key, g.name, g.lat, g.lng, n.key AS industry, c.patents
FROM counted c JOIN point g ON g.id = c.place JOIN industry n ON n.id = c.industry ORDER BY n.key, g.key

-- name: groups
-- Families and applicants of each cluster, a family counted once however many of its places are in it.
WITH {{on_map}}, part AS (
  SELECT g.id AS place, n.id AS industry, k.cluster
  FROM (SELECT unnest($keys) AS place, unnest($fields) AS industry, unnest($clusters) AS cluster) k
  JOIN point g ON g.key = k.place JOIN industry n ON n.key = k.industry
), single AS (
  SELECT r.cluster, p.organization, p.weight FROM (
    SELECT p.region, p.industry, p.organization, sum(p.weight) AS weight FROM star.industries p
    WHERE {{alone}} AND p.region IS NOT NULL AND p.industry IN (SELECT id FROM industry) AND ({{where}}) GROUP BY ALL
  ) p JOIN part r ON r.place = p.region AND r.industry = p.industry
), member AS (
  SELECT DISTINCT r.cluster, s.unit, s.organization, b.weight
  FROM seated s JOIN several b USING (unit) JOIN part r ON r.place = s.place AND r.industry = b.industry
), team AS (
  SELECT cluster, organization, round(sum(weight), 6) AS n FROM (
    SELECT cluster, organization, weight FROM single UNION ALL SELECT cluster, organization, weight FROM member
  ) GROUP BY ALL
), counted AS (
  SELECT cluster, round(sum(weight), 6) AS patents FROM (
    SELECT cluster, weight FROM single UNION ALL SELECT cluster, weight FROM (SELECT DISTINCT cluster, unit, weight FROM member)
  ) GROUP BY ALL
), led AS (
  SELECT cluster, count(*) AS organizations, list({'n': -n, 'id': organization} ORDER BY -n, organization)[1:3] AS leaders
  FROM team GROUP BY ALL
), named AS (
  SELECT l.cluster, list(o.key ORDER BY l.leader.n, l.leader.id) AS leaders
  FROM (SELECT cluster, unnest(leaders) AS leader FROM led) l JOIN star.organization o ON o.id = l.leader.id GROUP BY ALL
)
SELECT cluster, c.patents, l.organizations, n.leaders
FROM counted c JOIN led l USING (cluster) JOIN named n USING (cluster) ORDER BY cluster

-- name: coverage
WITH {{on_map}}, counted AS (
  SELECT p.industry, sum(p.weight) AS patents, sum(p.weight) FILTER (p.region IN (SELECT id FROM point)) AS placed
  FROM star.industries p
  WHERE {{alone}} AND p.organization IS NOT NULL AND p.industry IN (SELECT id FROM industry) AND ({{where}}) GROUP BY p.industry
  UNION ALL
  SELECT industry, sum(weight), sum(weight) FILTER (unit IN (SELECT unit FROM seated)) FROM several GROUP BY industry
)
SELECT n.key AS industry, coalesce(i.name, i.name_zh, i.key) AS name, round(sum(c.patents), 6) AS patents,
       round(coalesce(sum(c.placed), 0), 6) AS placed
FROM counted c JOIN industry n ON n.id = c.industry JOIN main.industry i ON i.key = n.key GROUP BY ALL ORDER BY n.key

-- name: members
-- Five patents of a cluster, the newest first.
SELECT m.key FROM star.patent p JOIN patent m ON m.key = p.key
WHERE ({{where}})
  AND p.id IN (SELECT i.id FROM star.industries i WHERE i.industry IN (SELECT n.id FROM star.industry n WHERE n.key = $industry))
  AND p.id IN (SELECT a.id FROM star.applicants a
               WHERE a.region IN (SELECT g.id FROM star.region g WHERE g.key IN (SELECT unnest($keys))))
ORDER BY m.publication_date DESC NULLS LAST, m.key LIMIT 5
