-- Transfers in sum. {{moved}} is that of transfers.sql.

-- name: each
-- Which body a party of a side counts for.
party

-- name: whole
coalesce((SELECT w.key FROM star.organization u JOIN star.organization w ON w.id = u.whole WHERE u.key = party), party)

-- name: side
-- Who gives and who takes, with their seats: of what happened, of what was filed together, of parts of founders.
dealt AS (
  SELECT h.id, p.role IN (SELECT unnest($gives)) AS gives, p.party, p.kind, p.sme, p.region
  FROM happened h JOIN star.sides p ON p.event = h.id
  WHERE p.role IN (SELECT unnest($gives)) OR p.role IN (SELECT unnest($takes))
), side AS (
  FROM dealt
  UNION ALL
  SELECT j.id, t.gives, o.key, t.kind, t.sme, t.region
  FROM together j JOIN team t USING (unit) JOIN star.organization o ON o.id = t.id
  UNION ALL
  SELECT DISTINCT s.id, true, g.key, g.kind, g.sme, g.region
  FROM parted s JOIN part_of p ON p.src = s.id AND p.src_type = 'Organization'
  JOIN star.organization g ON g.key = p.dst AND g.kind IN (SELECT unnest($founders))
  UNION ALL
  SELECT s.id, false, f.key, f.kind, f.sme, f.region FROM parted s JOIN star.organization f ON f.key = s.id
)

-- name: about
-- Families that what happened is about.
about AS (
  SELECT DISTINCT h.id, h.channel, k.unit, k.family FROM happened h JOIN star.concerned k ON k.event = h.id
)

-- name: alone
-- Patents of what happened beyond those that are named: a number is all that is known of them.
alone AS (
  SELECT h.id, h.patents - count(k.patent) AS patents FROM happened h LEFT JOIN star.concerned k ON k.event = h.id
  GROUP BY h.id, h.patents HAVING h.patents >= count(k.patent)
)

-- name: pair
-- From where to where each transfer goes: every giver's side with every receiver's.
lifted AS (
  SELECT g.id AS region, l.place FROM (SELECT unnest($seats) AS key, unnest($places) AS place) l JOIN star.region g USING (key)
), pair AS (
  SELECT g.id, g.mark AS source, t.mark AS target
  FROM (SELECT DISTINCT s.id, CASE $matrix WHEN 'region' THEN l.place ELSE {{body}} END AS mark
        FROM side s LEFT JOIN lifted l USING (region) WHERE s.gives AND ($matrix <> 'university' OR s.kind = 'university')) g
  JOIN (SELECT DISTINCT s.id, CASE $matrix WHEN 'organization' THEN {{body}} ELSE l.place END AS mark
        FROM side s LEFT JOIN lifted l USING (region) WHERE NOT s.gives) t USING (id)
  WHERE g.mark IS NOT NULL AND t.mark IS NOT NULL AND ($inside OR g.mark <> t.mark)
)

-- name: places
-- All regions, with what seats in them are known by, and where they lie.
SELECT r.key, g.id AS seat, r.lat, r.lng FROM region r JOIN star.region g USING (key) ORDER BY r.key

-- name: paired
-- How many transfers have both sides.
WITH {{moved}}, {{side}}, {{pair}} SELECT count(DISTINCT id) AS transfers FROM pair

-- name: cells
-- Transfers and families from each side to each other, and the patents of which a number is all that is known.
WITH {{moved}}, {{side}}, {{about}}, {{alone}}, {{pair}}, named AS (
  SELECT p.source, p.target, count(DISTINCT a.family) AS families FROM pair p
  JOIN (SELECT id, family FROM about UNION ALL SELECT id, family FROM together) a USING (id) GROUP BY ALL
), told AS (
  SELECT p.source, p.target, sum(a.patents) AS told FROM pair p JOIN alone a USING (id) GROUP BY ALL
), counted AS (SELECT source, target, count(*) AS transfers FROM pair GROUP BY ALL)
SELECT c.source, c.target, c.transfers, n.families, t.told::BIGINT AS told
FROM counted c LEFT JOIN named n USING (source, target) LEFT JOIN told t USING (source, target)
ORDER BY c.source, c.target

-- name: bodies
-- Names of organizations and persons.
SELECT k.key AS id, coalesce(o.name, r.name, g.name, g.name_zh, k.key) AS name
FROM (SELECT unnest($keys) AS key) k LEFT JOIN organization o USING (key) LEFT JOIN person r USING (key)
LEFT JOIN region g USING (key) ORDER BY id

-- name: proven
-- The newest transfers of some cells.
WITH {{moved}}, {{side}}, {{pair}}
SELECT p.source, p.target, m.what, m.id, m.date
FROM pair p JOIN (SELECT unnest($sources) AS source, unnest($targets) AS target) USING (source, target) JOIN moved m USING (id)
QUALIFY row_number() OVER (PARTITION BY p.source, p.target ORDER BY m.date DESC NULLS LAST, m.id) <= $most
ORDER BY p.source, p.target, m.date DESC NULLS LAST, m.id

-- name: newest
-- The newest transfers.
WITH {{moved}} SELECT what, id, date FROM moved ORDER BY date DESC NULLS LAST, id LIMIT $most

-- name: sorts
-- How many transfers of each sort and channel there are, and how many of them have no date.
WITH {{moved}}
SELECT what, channel, count(*) AS n, count(*) - count(date) AS undated FROM moved GROUP BY ALL ORDER BY what, channel

-- name: terms
-- What is told of the terms of what happened, and how often; patents are those that are not named.
WITH {{moved}}, {{alone}}
SELECT h.channel, h.currency, h.amount, a.patents, count(*) AS n
FROM happened h LEFT JOIN alone a USING (id) GROUP BY ALL ORDER BY h.channel, h.currency, h.amount, a.patents

-- name: families
-- Families that transfers are about, by channel and in all.
WITH {{moved}}, {{about}}, grouped AS (
  SELECT channel, count(DISTINCT family) AS families FROM about GROUP BY channel
  UNION ALL SELECT 'joint_filing', count(*) FROM together
  UNION ALL SELECT 'all', count(DISTINCT a.family) + (SELECT count(*) FROM together) FROM about a ANTI JOIN together t ON t.family = a.family
)
SELECT channel, families FROM grouped WHERE families > 0 ORDER BY channel

-- name: ways
-- Where givers and takers sit and whether a taker is an SME, and how often.
WITH {{moved}}, {{side}}, way AS (
  SELECT m.channel, m.id, bool_or(s.sme) FILTER (NOT s.gives) AS sme,
         coalesce(list(s.region ORDER BY s.region) FILTER (s.gives AND s.region IS NOT NULL), []) AS sources,
         coalesce(list(s.region ORDER BY s.region) FILTER (NOT s.gives AND s.region IS NOT NULL), []) AS targets
  FROM side s JOIN moved m USING (id) GROUP BY ALL HAVING bool_or(NOT s.gives)
)
SELECT channel, sme, sources, targets, count(*) AS n FROM way GROUP BY ALL ORDER BY channel, sme, sources, targets

-- name: licensed
-- Families licensed, and those licensed to several, by channel and in all.
WITH {{moved}}, {{side}}, {{about}}, takers AS (
  SELECT channel, family, count(DISTINCT {{body}}) AS n
  FROM (SELECT unnest([a.channel, 'all']) AS channel, a.family, s.party FROM about a JOIN dealt s USING (id)
        WHERE a.channel IN ('license', 'open_license') AND NOT s.gives) GROUP BY ALL
)
SELECT channel, count(*) AS families, count(*) FILTER (n > 1) AS several FROM takers GROUP BY channel ORDER BY channel

-- name: waits
-- Days from grant to the first transfer of each family that was granted before it, by channel and in all, and how often.
WITH {{moved}}, {{about}}, first AS (
  SELECT channel, unit, min(day) AS day
  FROM (SELECT unnest([h.channel, 'all']) AS channel, a.unit, h.date AS day FROM happened h JOIN about a USING (id)
        WHERE h.what = 'event' AND h.kind IS DISTINCT FROM 'offer' AND length(h.date) = 10 AND a.unit IS NOT NULL) GROUP BY ALL
), granted AS (
  SELECT p.unit, min(p.granted) AS granted FROM star.patent p WHERE p.unit IN (SELECT unit FROM first) GROUP BY p.unit
), waited AS (SELECT f.channel, try_cast(f.day AS DATE) - g.granted AS days FROM first f JOIN granted g USING (unit))
SELECT channel, days, count(*) AS n FROM waited WHERE days >= 0 GROUP BY ALL ORDER BY channel, days
