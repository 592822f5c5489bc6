// Who passes technology to whom.

// name: events
// Recorded and reported assignments and licences that pass the conditions.
MATCH (e:Event) WHERE e.type IN ['assignment', 'license', 'open_license'] AND ({{where}})
RETURN e.key AS id, e.date AS date ORDER BY date IS NULL, date DESC, id

// name: joint
// Joint filings: families with two or more organizations as applicants, some of which give and others receive.
MATCH (q:Patent:PatNav)-[:APPLICANT]->(o:Organization)
WITH q.unit AS unit, collect(DISTINCT o) AS team
WHERE size(team) > 1 AND any(g IN team WHERE ({{giver}}) AND any(f IN team WHERE f <> g AND ({{receiver}})))
MATCH (p:Patent {unit: unit}) WHERE NOT p.stub AND ({{where}})
WITH unit, min(p.key) AS key
MATCH (p:Patent {key: key})
RETURN p.key AS id, p.filing_date AS date ORDER BY date IS NULL, date DESC, id

// name: event_rows
UNWIND $keys AS key MATCH (e:Event {key: key})
RETURN e.key AS id, e.type AS type, e.date AS date, e.patents AS patents, e.amount AS amount, e.currency AS currency,
       e.other_values AS other_values
ORDER BY id

// name: event_parties
UNWIND $keys AS key MATCH (e:Event {key: key})-[p:PARTY]->(x)
OPTIONAL MATCH (x)-[:LOCATED_IN {role: 'seat'}]->(s:Region)
RETURN e.key AS event, p.role AS role, x.key AS id,
       CASE WHEN x:Region THEN coalesce(x.name, x.name_zh, x.key) ELSE coalesce(x.name, x.key) END AS name,
       CASE WHEN x:Organization THEN x.kind END AS kind,
       coalesce(s.name, s.name_zh, CASE p.role WHEN 'place' THEN coalesce(x.name, x.name_zh, x.key) END) AS region
ORDER BY event, role, name, id

// name: joint_rows
UNWIND $keys AS key MATCH (p:Patent {key: key}) RETURN p.key AS id, p.filing_date AS date ORDER BY id

// name: joint_parties
UNWIND $keys AS key MATCH (q:Patent {key: key})
MATCH (p:Patent {unit: q.unit})-[a:APPLICANT]->(o:Organization)
WITH q, o, min(a.sequence) AS first
OPTIONAL MATCH (o)-[:LOCATED_IN {role: 'seat'}]->(s:Region)
RETURN q.key AS event, o.key AS id, o.name AS name, o.kind AS kind, s.name AS region ORDER BY event, first, id

// name: from_kind
EXISTS { (e)-[gives:PARTY]->(giver:Organization)
         WHERE gives.role IN ['assignor', 'licensor'] AND giver.kind = $from_kind }

// name: to_kind
EXISTS { (e)-[takes:PARTY]->(taker:Organization)
         WHERE takes.role IN ['assignee', 'licensee'] AND taker.kind = $to_kind }

// name: sme
EXISTS { (e)-[takes:PARTY]->(taker:Organization)
         WHERE takes.role IN ['assignee', 'licensee'] AND taker.sme = $sme }

// name: regions
(EXISTS { (e)-[side:PARTY]->(:Organization)-[:LOCATED_IN {role: 'seat'}]->(seat:Region)
          WHERE side.role IN ['assignor', 'assignee', 'licensor', 'licensee'] AND seat.key IN $regions }
 OR EXISTS { (e)-[:PARTY {role: 'place'}]->(place:Region) WHERE place.key IN $regions })

// name: industries
(EXISTS { (e)-[:CONCERNS]->(field:Industry) WHERE field.key IN $industries }
 OR EXISTS { (e)-[:CONCERNS]->(:Patent)-[:IN_INDUSTRY]->(field:Industry) WHERE field.key IN $industries })

// name: class_from
EXISTS { (e)-[:CONCERNS]->(:Patent)-[:CLASSIFIED]->(class:TechClass)
         WHERE class.key >= $class_from AND class.key < $class_to }

// name: applicants
EXISTS { (e)-[side:PARTY]->(party)
         WHERE side.role IN ['assignor', 'assignee', 'licensor', 'licensee'] AND party.key IN $applicants }

// name: from_date
e.date >= $from_date

// name: to_date
e.date <= $to_date

// name: channel
e.type = $channel

// name: giver
g.kind = $from_kind

// name: receiver
f.kind = $to_kind

// name: receiver_sme
f.sme = $sme
