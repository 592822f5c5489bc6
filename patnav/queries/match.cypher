// What is on offer, who offers it, and who might take it up.

// name: offered
// A condition on a patent p: its family is under an offer of an open licence, or a body of research filed it and no
// licence or assignment of it is known.
(EXISTS { MATCH (offered_member:Patent {unit: p.unit})<-[:CONCERNS]-(offered_event:Event)
          WHERE offered_event.type = 'open_license' AND offered_event.kind = 'offer' }
 OR (EXISTS { (p)-[:APPLICANT]->(offered_holder:Organization) WHERE offered_holder.kind IN $holders }
     AND NOT EXISTS { MATCH (offered_deal:Patent {unit: p.unit})<-[:CONCERNS]-(offered_passed:Event)
                      WHERE offered_passed.type IN ['license', 'assignment'] }))

// name: filed_by_firms
// A condition on a patent p: an enterprise filed it.
EXISTS { (p)-[:APPLICANT]->(filing_firm:Organization) WHERE filing_firm.kind = 'enterprise' }

// name: latest
// The latest families of some applicants.
UNWIND $keys AS key MATCH (:Organization {key: key})<-[:APPLICANT]-(p:Patent) WHERE NOT p.stub
WITH DISTINCT p ORDER BY p.publication_date IS NULL, p.publication_date DESC, p.key
WITH p.unit AS unit, collect(p)[0] AS p
RETURN p.key AS key ORDER BY p.filing_date IS NULL, p.filing_date DESC, key LIMIT $most

// name: profile
// Technology fields of organizations: families in each, and in all.
UNWIND $keys AS key MATCH (o:Organization {key: key})<-[:APPLICANT]-(p:Patent)-[i:IN_INDUSTRY {via: 'wipo35'}]->(n:Industry)
WITH DISTINCT o.key AS id, p.unit AS unit, n.key AS field
WITH id, collect({unit: unit, field: field}) AS filed, count(DISTINCT unit) AS whole
UNWIND filed AS one
RETURN id, one.field AS field, count(*) AS families, whole ORDER BY id, field

// name: bodies
UNWIND $keys AS key MATCH (o:Organization {key: key})
OPTIONAL MATCH (o)-[:LOCATED_IN {role: 'seat'}]->(s:Region)
RETURN o.key AS id, o.name AS name, o.kind AS kind, o.sme AS sme, s.key AS seat,
       coalesce(s.name, s.name_zh, s.key) AS region
ORDER BY id

// name: families
UNWIND $keys AS key MATCH (p:Patent {key: key})
RETURN p.key AS key, p.unit AS unit, p.office AS office, p.type AS type, p.filing_date AS filing_date,
       p.legal_state AS legal_state
ORDER BY key

// name: holders
// Owners of patents' families, else applicants.
UNWIND $keys AS key MATCH (p:Patent {key: key})
WITH key, COLLECT { MATCH (:Patent {unit: p.unit})-[:OWNER]->(o) RETURN DISTINCT o.key } AS owned,
     COLLECT { MATCH (:Patent {unit: p.unit})-[:APPLICANT]->(o) RETURN DISTINCT o.key } AS filed
UNWIND CASE WHEN size(owned) > 0 THEN owned ELSE filed END AS id
RETURN key, id ORDER BY key, id

// name: offers
// Offers of open licences of patents' families.
UNWIND $keys AS key MATCH (p:Patent {key: key}) MATCH (:Patent {unit: p.unit})<-[:CONCERNS]-(e:Event)
WHERE e.type = 'open_license' AND e.kind = 'offer'
RETURN DISTINCT key, e.key AS event ORDER BY key, event

// name: fields
// Technology fields of patents' families.
UNWIND $keys AS key MATCH (p:Patent {key: key})
MATCH (:Patent {unit: p.unit})-[:IN_INDUSTRY {via: 'wipo35'}]->(n:Industry)
RETURN DISTINCT key, n.key AS field, coalesce(n.name, n.name_zh, n.key) AS name ORDER BY key, field

// name: deals
// Licences, acceptances and assignments that organizations gave to enterprises, or took as enterprises.
UNWIND $keys AS key MATCH (:Organization {key: key})<-[side:PARTY]-(e:Event)
WHERE side.role IN ['licensor', 'assignor', 'licensee', 'assignee'] AND e.type IN ['license', 'assignment', 'open_license']
WITH DISTINCT e
MATCH (g)<-[gives:PARTY]-(e)-[takes:PARTY]->(t:Organization)
WHERE gives.role IN ['licensor', 'assignor'] AND takes.role IN ['licensee', 'assignee'] AND t.kind = 'enterprise'
  AND g <> t AND (g.key IN $keys OR t.key IN $keys)
RETURN DISTINCT g.key AS giver, t.key AS taker, e.key AS event ORDER BY giver, taker, event

// name: firms
// Enterprises that filed patents.
UNWIND $keys AS key MATCH (:Patent {key: key})-[:APPLICANT]->(f:Organization) WHERE f.kind = 'enterprise'
RETURN DISTINCT key, f.key AS id ORDER BY key, id

// name: takers
// Organizations that a patent's family was passed or licensed to.
MATCH (p:Patent {key: $key}) MATCH (:Patent {unit: p.unit})<-[:CONCERNS]-(e:Event)-[t:PARTY]->(o)
WHERE t.role IN ['licensee', 'assignee'] RETURN DISTINCT o.key AS id ORDER BY id
