-- Who passes technology to whom: what is no event. Those are in events.sql.

-- name: joint
-- Joint filings: families with two or more organizations as applicants, some of which give and others receive. Only a
-- patent with two applicants, or a family with two patents, can be one; the rest is passed over first.
WITH filed AS (
  SELECT DISTINCT a.unit, o.id, o.kind, o.sme FROM star.applicants a JOIN star.organization o ON o.id = a.organization
  WHERE a.joint OR NOT a.alone
), joint AS (
  SELECT DISTINCT g.unit FROM filed g JOIN filed f USING (unit) WHERE g.id <> f.id AND ({{giver}}) AND ({{receiver}})
), first AS (SELECT min(p.id) AS id FROM star.patent p SEMI JOIN joint USING (unit) WHERE {{where}} GROUP BY p.unit)
SELECT m.key AS id, m.filing_date AS date FROM first f JOIN star.patent q ON q.id = f.id JOIN patent m ON m.key = q.key
ORDER BY date DESC NULLS LAST, id

-- name: joint_parties
WITH wanted AS (SELECT id, unit, key FROM star.patent WHERE key IN (SELECT unnest($keys))), team AS (
  SELECT w.key AS event, a.dst AS id, min(a.sequence) AS place
  FROM wanted w JOIN star.patent p USING (unit) JOIN applicant a ON a.src = p.key WHERE a.dst_type = 'Organization' GROUP BY ALL
), body AS (
  SELECT o.key, o.name, o.kind, o.sme, l.dst AS seat, coalesce(s.name, s.name_zh) AS region, s.lat, s.lng
  FROM organization o LEFT JOIN located_in l ON l.src = o.key AND l.role = 'seat' LEFT JOIN region s ON s.key = l.dst
)
SELECT t.event, t.id, b.name, b.kind, b.sme, b.seat, b.region, b.lat, b.lng
FROM team t JOIN body b ON b.key = t.id ORDER BY t.event, t.place, t.id

-- name: spin_offs
-- Enterprises that are part of, or owned by, a university, a research institute or a hospital.
SELECT DISTINCT f.key AS id
FROM part_of p JOIN organization f ON f.key = p.src JOIN organization g ON g.key = p.dst
WHERE p.src_type = 'Organization' AND f.kind = 'enterprise' AND g.kind IN (SELECT unnest($founders)) AND ({{where}})
ORDER BY id

-- name: spin_parties
SELECT p.src AS event, 'gives' AS role, g.key AS id, g.name, g.kind, g.sme, l.dst AS seat,
       coalesce(s.name, s.name_zh) AS region, s.lat, s.lng
FROM part_of p JOIN organization g ON g.key = p.dst AND g.kind IN (SELECT unnest($founders))
LEFT JOIN located_in l ON l.src = g.key AND l.role = 'seat' LEFT JOIN region s ON s.key = l.dst
WHERE p.src_type = 'Organization' AND p.src IN (SELECT unnest($keys))
UNION ALL
SELECT f.key, 'takes', f.key, f.name, f.kind, f.sme, l.dst, coalesce(s.name, s.name_zh), s.lat, s.lng
FROM organization f LEFT JOIN located_in l ON l.src = f.key AND l.role = 'seat' LEFT JOIN region s ON s.key = l.dst
WHERE f.key IN (SELECT unnest($keys))
ORDER BY event, role, id

-- name: spin_regions
(f.key IN (SELECT src FROM located_in WHERE role = 'seat' AND dst IN (SELECT unnest($regions)))
 OR g.key IN (SELECT src FROM located_in WHERE role = 'seat' AND dst IN (SELECT unnest($regions))))

-- name: spin_industries
f.key IN (SELECT a.dst FROM applicant a JOIN in_industry i ON i.src = a.src WHERE i.dst IN (SELECT unnest($industries)))

-- name: spin_class_from
f.key IN (SELECT a.dst FROM applicant a JOIN classified k ON k.src = a.src
          WHERE k.dst >= $class_from AND k.dst < $class_to)

-- name: spin_applicants
(f.key IN (SELECT unnest($applicants)) OR g.key IN (SELECT unnest($applicants)))

-- name: spin_kind
(f.kind = $kind OR g.kind = $kind)

-- name: spin_about
f.key IN (SELECT o.key FROM star.patent p JOIN star.applicants a USING (id) JOIN star.organization o ON o.id = a.organization
          WHERE {{where}})

-- name: giver
g.kind = $giver_kind

-- name: receiver
f.kind = $taker_kind

-- name: receiver_sme
f.sme = $taker_sme

-- name: families
-- The family of each patent, and when it was first granted.
WITH wanted AS (SELECT key, unit, family FROM star.patent WHERE key IN (SELECT unnest($keys))), granted AS (
  SELECT p.unit, min(m.grant_date) AS granted
  FROM star.patent p SEMI JOIN wanted USING (unit) JOIN patent m ON m.key = p.key GROUP BY p.unit
)
SELECT w.key, w.family AS unit, g.granted FROM wanted w JOIN granted g USING (unit) ORDER BY w.key
