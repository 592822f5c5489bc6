-- Who passes technology to whom: what happened, what organizations filed together, and what is part of its founder.

-- name: moved
-- The three sorts of transfers, and all of them. A joint filing goes by the first publication of the family that fits;
-- its universities, institutes and hospitals give to the others; where it has none of these, or no others, all give.
happened AS (
  SELECT CASE e.type WHEN 'investment' THEN 'invested' ELSE 'event' END AS what, e.key AS id, e.date,
         CASE e.type WHEN 'investment' THEN 'spin_off' ELSE e.type END AS channel, e.kind, e.amount, e.currency, e.patents
  FROM event e WHERE e.type IN (SELECT unnest($types)) AND (e.type <> 'investment' OR {{founded}}) AND ({{events}}) AND ({{counted}})
), founding AS (
  SELECT bit_or(bit) AS bits FROM star.trait WHERE key IN (SELECT unnest($founders))
), team AS (
  SELECT t.unit, t.organization AS id, t.kind, t.sme, t.region, t.traits & n.bits <> 0 OR t.among & n.bits = 0 AS gives
  FROM star.teams t, founding n WHERE {{filed}}
), joint AS (
  SELECT DISTINCT g.unit FROM team g JOIN team f USING (unit) WHERE g.id <> f.id AND g.gives AND ({{giver}}) AND ({{taker}})
), together AS (
  SELECT q.key AS id, q.unit, q.family, CAST(q.filed AS VARCHAR) AS filed
  FROM (SELECT min(p.id) AS id FROM star.patent p SEMI JOIN joint USING (unit) WHERE {{patents}} GROUP BY p.unit)
  JOIN star.patent q USING (id)
), parted AS (
  SELECT DISTINCT f.key AS id
  FROM part_of p JOIN organization f ON f.key = p.src JOIN organization g ON g.key = p.dst
  WHERE p.src_type = 'Organization' AND f.kind = 'enterprise' AND g.kind IN (SELECT unnest($founders)) AND ({{parts}})
), moved AS (
  SELECT what, id, channel, date FROM happened
  UNION ALL SELECT 'joint', id, 'joint_filing', concat_ws('-', left(filed, 4), nullif(filed[5:6], '00'), nullif(filed[7:8], '00'))
            FROM together WHERE filed IS NOT NULL
  UNION ALL SELECT 'joint', id, 'joint_filing', NULL FROM together WHERE filed IS NULL
  UNION ALL SELECT 'spin', id, 'spin_off', NULL FROM parted
)

-- name: found
-- Transfers that pass, the newest first.
WITH {{moved}} SELECT what, id, channel, date FROM moved ORDER BY date DESC NULLS LAST, id

-- name: joint_parties
WITH wanted AS (SELECT unit, key FROM star.patent WHERE key IN (SELECT unnest($keys)))
SELECT w.key AS event, b.key AS id, b.name, b.kind, b.sme, l.dst AS seat, coalesce(s.name, s.name_zh) AS region, s.lat, s.lng
FROM wanted w JOIN star.teams t USING (unit) JOIN star.organization o ON o.id = t.organization
JOIN organization b ON b.key = o.key
LEFT JOIN located_in l ON l.src = b.key AND l.role = 'seat' LEFT JOIN region s ON s.key = l.dst
ORDER BY w.key, t.place, b.key

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

-- name: taker
-- One who files with a founder and is none receives.
NOT f.gives AND {{receiver}}
