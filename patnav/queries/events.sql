-- Events and their parties. Who takes part in any role is a party, and the region where an event applies is, too.

-- name: listed
-- Events of some types that pass the conditions, the newest first.
SELECT e.key AS id, e.date FROM event e
WHERE e.type IN (SELECT unnest($types)) AND ({{where}})
ORDER BY e.date DESC NULLS LAST, e.key

-- name: rows
-- Where no date is told, the day of the first document that tells the event stands in ``reported``.
SELECT e.key AS id, e.type, e.kind, e.date, e.amount, e.currency, e.patents, e.royalty_free, e.royalty, e.rate,
       e.until, e.exclusivity, e.each, e.ended, e.beneficiaries, e.status, e.summary, e.other_values,
       CASE WHEN e.date IS NULL THEN
         (SELECT min(d.published) FROM stated_in s JOIN document d ON d.key = s.dst WHERE s.src = e.key) END AS reported
FROM event e WHERE e.key IN (SELECT unnest($keys)) ORDER BY e.key

-- name: parties
SELECT p.src AS event, p.role, p.dst AS id, coalesce(o.name, r.name, g.name, g.name_zh, p.dst) AS name, o.kind, o.sme,
       CASE p.role WHEN 'place' THEN p.dst ELSE l.dst END AS seat,
       coalesce(s.name, s.name_zh, CASE p.role WHEN 'place' THEN coalesce(g.name, g.name_zh, g.key) END) AS region,
       s.lat, s.lng
FROM party p LEFT JOIN organization o ON o.key = p.dst LEFT JOIN person r ON r.key = p.dst
LEFT JOIN region g ON g.key = p.dst
LEFT JOIN located_in l ON l.src = p.dst AND l.role = 'seat' LEFT JOIN region s ON s.key = l.dst
WHERE p.src IN (SELECT unnest($keys)) ORDER BY p.src, p.role, name, p.dst

-- name: concerned
-- Patents and industries that events are about.
SELECT c.src AS event, c.dst_type AS type, c.dst AS id, coalesce(i.name, i.name_zh, c.dst) AS name
FROM concerns c LEFT JOIN industry i ON i.key = c.dst
WHERE c.src IN (SELECT unnest($keys)) ORDER BY c.src, c.dst_type, c.dst

-- name: regions_at
-- The region of a level that each region lies in; of several the least.
WITH RECURSIVE lifted AS (
  SELECT unnest($keys) AS seat, unnest($keys) AS key
  UNION SELECT l.seat, p.dst FROM lifted l JOIN part_of p ON p.src = l.key AND p.src_type = 'Region'
)
SELECT l.seat, min(g.key) AS id, arg_min(coalesce(g.name, g.name_zh, g.key), g.key) AS name
FROM lifted l JOIN region g USING (key) WHERE g.level = $level GROUP BY l.seat ORDER BY l.seat

-- name: regions
e.key IN (SELECT p.src FROM party p LEFT JOIN located_in l ON l.src = p.dst AND l.role = 'seat'
          WHERE l.dst IN (SELECT unnest($regions)) OR (p.role = 'place' AND p.dst IN (SELECT unnest($regions))))

-- name: industries
e.key IN (SELECT c.src FROM concerns c LEFT JOIN in_industry i ON i.src = c.dst
          WHERE c.dst IN (SELECT unnest($industries)) OR i.dst IN (SELECT unnest($industries)))

-- name: class_from
e.key IN (SELECT c.src FROM concerns c JOIN classified k ON k.src = c.dst
          WHERE k.dst >= $class_from AND k.dst < $class_to)

-- name: about
e.key IN (SELECT c.src FROM concerns c JOIN star.patent p ON p.key = c.dst WHERE {{where}})

-- name: applicants
e.key IN (SELECT src FROM party WHERE dst IN (SELECT unnest($applicants)))

-- name: role
e.key IN (SELECT src FROM party WHERE role = $role AND dst IN (SELECT unnest($applicants)))

-- name: kind
e.key IN (SELECT p.src FROM party p JOIN organization o ON o.key = p.dst WHERE o.kind = $kind)

-- name: sme
e.key IN (SELECT p.src FROM party p JOIN organization o ON o.key = p.dst WHERE o.sme = $sme)

-- name: giver_kind
e.key IN (SELECT p.src FROM party p JOIN organization o ON o.key = p.dst
          WHERE p.role IN (SELECT unnest($gives)) AND o.kind = $giver_kind)

-- name: taker_kind
e.key IN (SELECT p.src FROM party p JOIN organization o ON o.key = p.dst
          WHERE p.role IN (SELECT unnest($takes)) AND o.kind = $taker_kind)

-- name: taker_sme
e.key IN (SELECT p.src FROM party p JOIN organization o ON o.key = p.dst
          WHERE p.role IN (SELECT unnest($takes)) AND o.sme = $taker_sme)

-- name: total
-- The total of a region's open licences: who offers what is not told.
e.type = 'open_license' AND e.kind IS NOT DISTINCT FROM 'offer' AND e.key IN (SELECT src FROM party WHERE role = 'place')
AND e.key NOT IN (SELECT src FROM party WHERE role = 'licensor') AND e.key NOT IN (SELECT src FROM concerns WHERE dst_type = 'Patent')

-- name: totals
-- How many totals pass, and of how many patents they are.
SELECT count(*) AS n, coalesce(sum(e.patents), 0)::BIGINT AS patents FROM event e
WHERE e.type IN (SELECT unnest($types)) AND ({{total}}) AND ({{where}})

-- name: stage
e.kind = $stage

-- name: founded
-- Investments of universities, research institutes and hospitals in enterprises, such as pay for an assignment or licence
-- told of the same two left out: that is the transfer.
e.key IN (SELECT i.src FROM party i JOIN organization g ON g.key = i.dst JOIN party t ON t.src = i.src
          JOIN organization f ON f.key = t.dst
          WHERE i.role = 'investor' AND g.kind IN (SELECT unnest($founded)) AND t.role = 'target' AND f.kind = 'enterprise')
AND e.key NOT IN (SELECT n.key FROM event n JOIN party i ON i.src = n.key AND i.role = 'investor'
                  JOIN party t ON t.src = n.key AND t.role = 'target'
                  JOIN party g ON g.dst = i.dst AND g.role IN ('assignor', 'licensor')
                  JOIN party f ON f.src = g.src AND f.dst = t.dst AND f.role IN ('assignee', 'licensee')
                  JOIN event d ON d.key = g.src
                  WHERE n.type = 'investment' AND d.amount = n.amount AND d.currency = n.currency AND d.date IS NOT DISTINCT FROM n.date)

-- name: from_date
e.date >= $from_date

-- name: to_date
e.date <= $to_date
