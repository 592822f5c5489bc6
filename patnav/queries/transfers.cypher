// Who passes technology to whom: what happened, what organizations filed together, and what is part of its founder.

// name: moved
// The three sorts of transfers, and all of them. A joint filing goes by the first publication of the family that fits;
// its universities, institutes and hospitals give to the others; where it has none of these, or no others, all give.
CALL () {
  MATCH (e:Event) WHERE e.type IN $types AND (e.type <> 'investment' OR {{founded}}) AND ({{events}}) AND ({{counted}})
  RETURN CASE e.type WHEN 'investment' THEN 'invested' ELSE 'event' END AS what, e AS x, e.date AS date,
         CASE e.type WHEN 'investment' THEN 'spin_off' ELSE e.type END AS channel
  UNION ALL
  MATCH (q:Patent:PatNav)-[:APPLICANT]->(o:Organization) WHERE {{filed}}
  WITH q.unit AS unit, collect(DISTINCT o) AS team
  WITH unit, team, [o IN team WHERE o.kind IN $founders] AS founders
  WHERE size(team) > 1 AND any(g IN CASE founders WHEN [] THEN team ELSE founders END WHERE {{giver}}) AND ({{taker}})
  MATCH (p:Patent {unit: unit}) WHERE NOT p.stub AND ({{patents}})
  WITH unit, min(p.key) AS key
  MATCH (p:Patent {key: key})
  RETURN 'joint' AS what, p AS x, p.filing_date AS date, 'joint_filing' AS channel
  UNION ALL
  MATCH (f:Organization)-[:PART_OF]->(g:Organization)
  WHERE f.kind = 'enterprise' AND g.kind IN $founders AND ({{parts}})
  RETURN DISTINCT 'spin' AS what, f AS x, null AS date, 'spin_off' AS channel
}

// name: found
// Transfers that pass, the newest first.
{{moved}}
RETURN what, x.key AS id, channel, date ORDER BY date IS NULL, date DESC, id

// name: joint_parties
UNWIND $keys AS key MATCH (q:Patent {key: key})
MATCH (p:Patent {unit: q.unit})-[a:APPLICANT]->(o:Organization)
WITH q, o, min(a.sequence) AS first
OPTIONAL MATCH (o)-[:LOCATED_IN {role: 'seat'}]->(s:Region)
RETURN q.key AS event, o.key AS id, o.name AS name, o.kind AS kind, o.sme AS sme, s.key AS seat,
       coalesce(s.name, s.name_zh) AS region, s.lat AS lat, s.lng AS lng
ORDER BY event, first, id

// name: spin_parties
UNWIND $keys AS key
CALL (key) {
  MATCH (:Organization {key: key})-[:PART_OF]->(o:Organization) WHERE o.kind IN $founders RETURN o, 'gives' AS role
  UNION
  MATCH (o:Organization {key: key}) RETURN o, 'takes' AS role
}
OPTIONAL MATCH (o)-[:LOCATED_IN {role: 'seat'}]->(s:Region)
RETURN key AS event, role, o.key AS id, o.name AS name, o.kind AS kind, o.sme AS sme, s.key AS seat,
       coalesce(s.name, s.name_zh) AS region, s.lat AS lat, s.lng AS lng
ORDER BY event, role, id

// name: spin_regions
(EXISTS { (f)-[:LOCATED_IN {role: 'seat'}]->(seat:Region) WHERE seat.key IN $regions }
 OR EXISTS { (g)-[:LOCATED_IN {role: 'seat'}]->(seat:Region) WHERE seat.key IN $regions })

// name: spin_industries
EXISTS { (f)<-[:APPLICANT]-(:Patent)-[:IN_INDUSTRY]->(field:Industry) WHERE field.key IN $industries }

// name: spin_class_from
EXISTS { (f)<-[:APPLICANT]-(:Patent)-[:CLASSIFIED]->(class:TechClass)
         WHERE class.key >= $class_from AND class.key < $class_to }

// name: spin_applicants
(f.key IN $applicants OR g.key IN $applicants)

// name: spin_kind
(f.kind = $kind OR g.kind = $kind)

// name: spin_about
EXISTS { MATCH (f)<-[:APPLICANT]-(p:Patent) WHERE NOT p.stub AND {{where}} }

// name: giver
g.kind = $giver_kind

// name: receiver
f.kind = $taker_kind

// name: receiver_sme
f.sme = $taker_sme

// name: taker
// One who files with a founder and is none receives.
size(founders) > 0 AND any(f IN team WHERE NOT f IN founders AND {{receiver}})
