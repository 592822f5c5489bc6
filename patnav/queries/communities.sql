-- Organizations that file together.

-- name: pairs
-- Families that two organizations applied for together.
WITH filed AS (
  SELECT DISTINCT p.unit, a.dst AS id FROM patent p JOIN applicant a ON a.src = p.key
  WHERE NOT p.stub AND a.dst_type = 'Organization' AND ({{where}})
), joint AS (SELECT unit FROM filed GROUP BY unit HAVING count(*) > 1), team AS (SELECT * FROM filed SEMI JOIN joint USING (unit)),
pair AS (
  SELECT a.id AS a, b.id AS b, count(*) AS patents FROM team a JOIN team b ON a.unit = b.unit AND a.id < b.id GROUP BY ALL
)
SELECT a, b, patents, count(*) OVER () AS total FROM pair ORDER BY patents DESC, a, b LIMIT $most

-- name: joint
-- Families of two or more members, by community.
WITH part AS (SELECT unnest($keys) AS id, unnest($groups) AS grp), filed AS (
  SELECT DISTINCT r.grp, p.unit, a.dst AS id FROM part r JOIN applicant a ON a.dst = r.id JOIN patent p ON p.key = a.src
  WHERE NOT p.stub AND ({{where}})
), team AS (SELECT grp, unit FROM filed GROUP BY ALL HAVING count(*) > 1)
SELECT grp, count(*) AS patents FROM team GROUP BY grp ORDER BY grp
