// Patents by group. A section named after a group pairs what is counted (unit) with it (id, name).

// name: family
p.unit

// name: publication
p.key

// name: all
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}}) RETURN count(DISTINCT {{unit}}) AS patents

// name: groups
{{pairs}}
WITH unit, id, name WHERE id IS NOT NULL
WITH id, min(name) AS name, count(DISTINCT unit) AS patents ORDER BY {{order}}
WITH collect({id: id, name: name, patents: patents}) AS found
UNWIND found[..$most] AS r
WITH r.id AS id, r.name AS name, r.patents AS patents, size(found) AS total
RETURN id, name, patents, total ORDER BY {{order}}

// name: largest
patents DESC, id

// name: newest_first
id DESC

// name: covered
{{pairs}}
WITH unit, id WHERE id IS NOT NULL
RETURN count(DISTINCT unit) AS patents

// name: newest
// The newest publications of groups; their units are publications.
{{pairs}}
WITH DISTINCT id, unit WHERE id IN $groups
MATCH (p:Patent {key: unit})
WITH id, p ORDER BY id, p.publication_date IS NULL, p.publication_date DESC, p.key
WITH id, collect(p.key)[..$most] AS keys
UNWIND range(0, size(keys) - 1) AS place
WITH id, place, keys[place] AS key ORDER BY id, place
RETURN id, key

// name: whole
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}}) AND ({{who}})
WITH {{unit}} AS unit, 'all' AS id, null AS name

// name: schemes
MATCH (i:Industry:PatNav) RETURN DISTINCT split(i.key, ':')[0] AS scheme ORDER BY scheme

// name: applicant
MATCH (p:Patent:PatNav)-[:APPLICANT]->(o:Organization) WHERE NOT p.stub AND ({{where}}) AND ({{who}})
WITH p, {{body}} AS o
WITH {{unit}} AS unit, o.key AS id, o.name AS name

// name: assignee
MATCH (p:Patent:PatNav)<-[:CONCERNS]-(e:Event {type: 'assignment'})-[:PARTY {role: 'assignee'}]->(o:Organization)
WHERE NOT p.stub AND ({{where}}) AND ({{who}})
WITH p, {{body}} AS o
WITH {{unit}} AS unit, o.key AS id, o.name AS name

// name: kind
MATCH (p:Patent:PatNav)-[:APPLICANT]->(o:Organization) WHERE NOT p.stub AND ({{where}}) AND ({{who}})
WITH {{unit}} AS unit, o.kind AS id, o.kind AS name

// name: place
MATCH (p:Patent:PatNav)-[:APPLICANT]->(o:Organization)-[:LOCATED_IN {role: 'seat'}]->(s:Region)
WHERE NOT p.stub AND ({{where}}) AND ({{who}})
WITH s, collect(DISTINCT {{unit}}) AS units
MATCH (s)-[:PART_OF*0..]->(r:Region) WHERE r.level = $level OR r.key =~ $peers
WITH DISTINCT s, units, r
UNWIND units AS unit
WITH unit, r.key AS id, coalesce(r.name, r.name_zh) AS name

// name: year
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}}) AND ({{who}})
WITH {{unit}} AS unit, substring(p.filing_date, 0, 4) AS id, substring(p.filing_date, 0, 4) AS name

// name: publication_year
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}}) AND ({{who}})
WITH {{unit}} AS unit, substring(p.publication_date, 0, 4) AS id, substring(p.publication_date, 0, 4) AS name

// name: priority_year
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}}) AND ({{who}})
WITH {{unit}} AS unit, substring(p.priority_date, 0, 4) AS id, substring(p.priority_date, 0, 4) AS name

// name: class
MATCH (p:Patent:PatNav)-[c:CLASSIFIED]->(x:TechClass) WHERE c.scheme IN ['ipc', 'cpc'] AND NOT p.stub AND ({{where}}) AND ({{who}})
WITH {{unit}} AS unit, substring(x.key, 0, 4) AS id
OPTIONAL MATCH (t:TechClass {key: id})
WITH unit, id, t.title AS name

// name: status
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}}) AND ({{who}})
WITH {{unit}} AS unit, p.legal_status AS id, p.legal_state AS name

// name: legal_state
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}}) AND ({{who}})
WITH {{unit}} AS unit, p.legal_state AS id, p.legal_state AS name

// name: type
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}}) AND ({{who}})
WITH {{unit}} AS unit, p.type AS id, p.type AS name

// name: office
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}}) AND ({{who}})
WITH {{unit}} AS unit, p.office AS id, p.office AS name

// name: industry
// An industry holds all below it, as the filter by industry does.
MATCH (p:Patent:PatNav)-[:IN_INDUSTRY]->(own:Industry) WHERE NOT p.stub AND ({{where}}) AND ({{who}})
WITH own, collect(DISTINCT {{unit}}) AS units
MATCH (own)-[:NARROWER*0..]->(n:Industry) WHERE n.key STARTS WITH $scheme
WITH DISTINCT own, units, n
UNWIND units AS unit
WITH unit, n.key AS id, coalesce(n.name, n.name_zh) AS name

// name: of_regions
EXISTS { (o)-[:LOCATED_IN {role: 'seat'}]->(own_seat:Region) WHERE own_seat.key IN $regions }

// name: of_applicants
o.key IN $applicants

// name: of_kind
o.kind = $kind

// name: of_sme
o.sme = $sme
