-- Organizations that file together.

-- name: pairs
-- Families that two organizations applied for together.
WITH filed AS (
  SELECT DISTINCT p.{{unit}} AS unit, p.{{body}} AS organization FROM star.applicants p WHERE (NOT {{alone}} OR p.joint) AND ({{where}})
), pair AS (
  SELECT a.organization AS a, b.organization AS b, count(*) AS patents
  FROM filed a JOIN filed b ON a.unit = b.unit AND a.organization < b.organization GROUP BY ALL
), shown AS (SELECT *, count(*) OVER () AS total FROM pair ORDER BY patents DESC, a, b LIMIT $most)
SELECT o.key AS a, q.key AS b, s.patents, s.total
FROM shown s JOIN star.organization o ON o.id = s.a JOIN star.organization q ON q.id = s.b ORDER BY s.patents DESC, o.key, q.key

-- name: joint
-- Families of two or more members, by community.
WITH part AS (
  SELECT o.id, k.grp FROM (SELECT unnest($keys) AS key, unnest($groups) AS grp) k JOIN star.organization o USING (key)
), filed AS (
  SELECT DISTINCT r.grp, p.{{unit}} AS unit, r.id FROM star.applicants p JOIN part r ON r.id = p.{{body}}
  WHERE (NOT {{alone}} OR p.joint) AND ({{where}})
), team AS (SELECT grp, unit FROM filed GROUP BY ALL HAVING count(*) > 1)
SELECT grp, count(*) AS patents FROM team GROUP BY grp ORDER BY grp
