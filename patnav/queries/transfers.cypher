// Who passes technology to whom: what is no event. Those are in events.cypher.

// name: joint
// Joint filings: families with two or more organizations as applicants, some of which give and others receive.
MATCH (q:Patent:PatNav)-[:APPLICANT]->(o:Organization)
WITH q.unit AS unit, collect(DISTINCT o) AS team
WHERE size(team) > 1 AND any(g IN team WHERE ({{giver}}) AND any(f IN team WHERE f <> g AND ({{receiver}})))
MATCH (p:Patent {unit: unit}) WHERE NOT p.stub AND ({{where}})
WITH unit, min(p.key) AS key
MATCH (p:Patent {key: key})
RETURN p.key AS id, p.filing_date AS date ORDER BY date IS NULL, date DESC, id

// name: joint_parties
UNWIND $keys AS key MATCH (q:Patent {key: key})
MATCH (p:Patent {unit: q.unit})-[a:APPLICANT]->(o:Organization)
WITH q, o, min(a.sequence) AS first
OPTIONAL MATCH (o)-[:LOCATED_IN {role: 'seat'}]->(s:Region)
RETURN q.key AS event, o.key AS id, o.name AS name, o.kind AS kind, o.sme AS sme, s.key AS seat,
       coalesce(s.name, s.name_zh) AS region, s.lat AS lat, s.lng AS lng
ORDER BY event, first, id

// name: spin_offs
// Enterprises that are part of, or owned by, a university, a research institute or a hospital.
MATCH (f:Organization)-[:PART_OF]->(g:Organization)
WHERE f.kind = 'enterprise' AND g.kind IN $founders AND ({{where}})
RETURN DISTINCT f.key AS id ORDER BY id

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

// name: families
// The family of each patent, and when it was first granted.
UNWIND $keys AS key MATCH (p:Patent {key: key}) MATCH (q:Patent {unit: p.unit})
RETURN p.key AS key, p.unit AS unit, min(q.grant_date) AS granted ORDER BY key
