// Transfers in sum. {{moved}} is that of transfers.cypher.

// name: each
// Which body a party o of a side counts for.
o

// name: whole
coalesce(head(COLLECT { MATCH (o)-[:PART_OF*]->(top:Organization) WHERE NOT (top)-[:PART_OF]->(:Organization) RETURN top ORDER BY top.key LIMIT 1 }), o)

// name: side
// Who gives and who takes.
CALL (what, x) {
  WITH what, x WHERE what IN ['event', 'invested']
  MATCH (x)-[r:PARTY]->(o) WHERE r.role IN $gives OR r.role IN $takes
  RETURN o, r.role IN $gives AS gives
  UNION ALL
  WITH what, x WHERE what = 'joint'
  MATCH (:Patent {unit: x.unit})-[:APPLICANT]->(o:Organization)
  WITH collect(DISTINCT o) AS team
  WITH team, [o IN team WHERE o.kind IN $founders] AS founders
  UNWIND team AS o RETURN o, founders = [] OR o IN founders AS gives
  UNION ALL
  WITH what, x WHERE what = 'spin' MATCH (x)-[:PART_OF]->(o:Organization) WHERE o.kind IN $founders RETURN o, true AS gives
  UNION ALL
  WITH what, x WHERE what = 'spin' RETURN x AS o, false AS gives
}
OPTIONAL MATCH (o)-[:LOCATED_IN {role: 'seat'}]->(seat:Region)
WITH what, x, channel, date, o, gives, seat.key AS seat

// name: about
// Families that transfers are about.
CALL (what, x) {
  WITH what, x WHERE what IN ['event', 'invested'] MATCH (x)-[:CONCERNS]->(p:Patent)
  RETURN DISTINCT coalesce(p.unit, p.key) AS family
  UNION ALL
  WITH what, x WHERE what = 'joint' RETURN x.unit AS family
}

// name: alone
// Patents of what happened beyond those that are named: a number is all that is known of them.
CASE WHEN x:Event AND x.patents >= COUNT { (x)-[:CONCERNS]->(:Patent) } THEN x.patents - COUNT { (x)-[:CONCERNS]->(:Patent) } END

// name: pair
// From where to where each transfer goes: every giver's side with every receiver's.
WITH what, x, date, gives, seat, o, {{body}} AS body
WITH what, x, date,
     collect(DISTINCT CASE WHEN gives AND ($matrix <> 'university' OR o.kind = 'university')
                      THEN CASE $matrix WHEN 'region' THEN $lifted[seat] ELSE body.key END END) AS sources,
     collect(DISTINCT CASE WHEN NOT gives THEN CASE $matrix WHEN 'organization' THEN body.key ELSE $lifted[seat] END END) AS targets
UNWIND sources AS source UNWIND targets AS target
WITH what, x, date, source, target WHERE $inside OR source <> target

// name: places
// All regions, with what seats in them are known by, and where they lie.
MATCH (g:Region:PatNav) RETURN g.key AS key, g.key AS seat, g.lat AS lat, g.lng AS lng ORDER BY key

// name: paired
// How many transfers have both sides.
{{moved}}
{{side}}
{{pair}}
RETURN count(DISTINCT x) AS transfers

// name: cells
// Transfers and families from each side to each other, and the patents of which a number is all that is known.
{{moved}}
{{side}}
{{pair}}
WITH source, target, x, COLLECT { MATCH (x)-[:CONCERNS]->(p:Patent) RETURN DISTINCT coalesce(p.unit, p.key) }
     + CASE what WHEN 'joint' THEN [x.unit] ELSE [] END AS families
WITH source, target, x, families, {{alone}} AS told
UNWIND CASE WHEN size(families) = 0 THEN [0] ELSE range(0, size(families) - 1) END AS place
WITH source, target, x, families[place] AS family, CASE WHEN place = 0 THEN told END AS alone
WITH source, target, count(DISTINCT x) AS transfers, count(DISTINCT family) AS families, sum(alone) AS told, count(alone) AS tellers
RETURN source, target, transfers, CASE WHEN families > 0 THEN families END AS families, CASE WHEN tellers > 0 THEN told END AS told
ORDER BY source, target

// name: bodies
// Names of organizations and persons.
UNWIND $keys AS key MATCH (o:Organization|Person|Region {key: key})
RETURN key AS id, CASE WHEN o:Region THEN coalesce(o.name, o.name_zh, key) ELSE coalesce(o.name, key) END AS name ORDER BY id

// name: proven
// The newest transfers of some cells.
{{moved}}
{{side}}
{{pair}}
WITH what, x, date, source, target WHERE any(i IN range(0, size($sources) - 1) WHERE $sources[i] = source AND $targets[i] = target)
WITH what, x, date, source, target ORDER BY source, target, date IS NULL, date DESC, x.key
WITH source, target, collect({what: what, id: x.key, date: date})[..$most] AS first
UNWIND range(0, size(first) - 1) AS place
WITH source, target, place, first[place] AS one
RETURN source, target, one.what AS what, one.id AS id, one.date AS date ORDER BY source, target, place

// name: newest
// The newest transfers.
{{moved}}
RETURN what, x.key AS id, date ORDER BY date IS NULL, date DESC, id LIMIT $most

// name: sorts
// How many transfers of each sort and channel there are, and how many of them have no date.
{{moved}}
RETURN what, channel, count(*) AS n, count(*) - count(date) AS undated ORDER BY what, channel

// name: terms
// What is told of the terms of what happened, and how often; patents are those that are not named.
{{moved}}
WITH channel, x WHERE x:Event
RETURN channel, x.currency AS currency, x.amount AS amount,
       {{alone}} AS patents, count(*) AS n
ORDER BY channel, currency, amount, patents

// name: families
// Families that transfers are about, by channel and in all.
{{moved}}
{{about}}
UNWIND [channel, 'all'] AS grouped
RETURN grouped AS channel, count(DISTINCT family) AS families ORDER BY channel

// name: ways
// Where givers and takers sit and whether a taker is an SME, and how often.
{{moved}}
{{side}}
WITH channel, x, gives, o, seat ORDER BY seat
WITH channel, x, collect(CASE WHEN gives THEN seat END) AS sources, collect(CASE WHEN NOT gives THEN seat END) AS targets,
     collect(CASE WHEN NOT gives THEN true END) AS takers,
     collect(CASE WHEN NOT gives AND o:Organization THEN o.sme END) AS known
WHERE size(takers) > 0
RETURN channel, CASE WHEN size(known) > 0 THEN true IN known END AS sme, sources, targets, count(*) AS n
ORDER BY channel, sme, sources, targets

// name: licensed
// Families licensed, and those licensed to several, by channel and in all.
{{moved}}
{{side}}
WITH what, x, channel, o, gives WHERE channel IN ['license', 'open_license'] AND NOT gives
WITH what, x, channel, {{body}} AS body
{{about}}
UNWIND [channel, 'all'] AS grouped
WITH grouped, family, count(DISTINCT body) AS n
RETURN grouped AS channel, count(*) AS families, count(CASE WHEN n > 1 THEN 1 END) AS several ORDER BY channel

// name: waits
// Days from grant to the first transfer of each family that was granted before it, by channel and in all, and how often.
{{moved}}
WITH what, x, channel, date WHERE what = 'event' AND coalesce(x.kind, '') <> 'offer' AND size(date) = 10
{{about}}
UNWIND [channel, 'all'] AS grouped
WITH grouped, family, min(date) AS day
CALL (family) {
  MATCH (p:Patent {unit: family}) WHERE NOT p.stub AND size(p.grant_date) = 10 RETURN min(p.grant_date) AS granted
}
WITH grouped, duration.inDays(date(granted), date(day)).days AS days WHERE days >= 0
RETURN grouped AS channel, days, count(*) AS n ORDER BY channel, days
