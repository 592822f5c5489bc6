// Patents by group. A section named after a group pairs what is counted (unit) with it (grp): a node by its key, else a
// word. The sections from named_organization on tell the ids and names of groups.

// name: family
p.unit

// name: publication
p.key

// name: all
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}}) RETURN count(DISTINCT {{unit}}) AS patents

// name: groups
{{pairs}}
WITH unit, grp WHERE grp IS NOT NULL
WITH grp, count(DISTINCT unit) AS patents ORDER BY {{order}}
WITH collect({grp: grp, patents: patents}) AS found
UNWIND found[..$most] AS r
WITH r.grp AS grp, r.patents AS patents, size(found) AS total
RETURN grp, patents, total ORDER BY {{order}}

// name: largest
patents DESC, grp

// name: newest_first
grp DESC

// name: covered
{{pairs}}
WITH unit, grp WHERE grp IS NOT NULL
RETURN count(DISTINCT unit) AS patents

// name: newest
// The newest publications of groups; their units are publications.
{{pairs}}
WITH DISTINCT grp, unit WHERE grp IN $groups
MATCH (p:Patent {key: unit})
WITH grp, p ORDER BY grp, p.publication_date IS NULL, p.publication_date DESC, p.key
WITH grp, collect(p.key)[..$most] AS keys
UNWIND range(0, size(keys) - 1) AS place
WITH grp, place, keys[place] AS key ORDER BY grp, place
RETURN grp, key

// name: whole
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}}) AND ({{who}})
WITH {{unit}} AS unit, 'all' AS grp

// name: schemes
MATCH (i:Industry:PatNav) RETURN DISTINCT split(i.key, ':')[0] AS scheme ORDER BY scheme

// name: applicant
MATCH (p:Patent:PatNav)-[:APPLICANT]->(o:Organization) WHERE NOT p.stub AND ({{where}}) AND ({{who}})
WITH p, {{body}} AS o
WITH {{unit}} AS unit, o.key AS grp

// name: assignee
MATCH (p:Patent:PatNav)<-[:CONCERNS]-(e:Event {type: 'assignment'})-[:PARTY {role: 'assignee'}]->(o:Organization)
WHERE NOT p.stub AND ({{where}}) AND ({{who}})
WITH p, {{body}} AS o
WITH {{unit}} AS unit, o.key AS grp

// name: kind
MATCH (p:Patent:PatNav)-[:APPLICANT]->(o:Organization) WHERE NOT p.stub AND ({{where}}) AND ({{who}})
WITH {{unit}} AS unit, o.kind AS grp

// name: place
MATCH (p:Patent:PatNav)-[:APPLICANT]->(o:Organization)-[:LOCATED_IN {role: 'seat'}]->(s:Region)
WHERE NOT p.stub AND ({{where}}) AND ({{who}})
WITH s, collect(DISTINCT {{unit}}) AS units
MATCH (s)-[:PART_OF*0..]->(r:Region) WHERE r.level = $level OR r.key =~ $peers
WITH DISTINCT s, units, r
UNWIND units AS unit
WITH unit, r.key AS grp

// name: year
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}}) AND ({{who}})
WITH {{unit}} AS unit, substring(p.filing_date, 0, 4) AS grp

// name: publication_year
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}}) AND ({{who}})
WITH {{unit}} AS unit, substring(p.publication_date, 0, 4) AS grp

// name: priority_year
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}}) AND ({{who}})
WITH {{unit}} AS unit, substring(p.priority_date, 0, 4) AS grp

// name: class
MATCH (p:Patent:PatNav)-[c:CLASSIFIED]->(x:TechClass) WHERE c.scheme IN ['ipc', 'cpc'] AND NOT p.stub AND ({{where}}) AND ({{who}})
WITH {{unit}} AS unit, substring(x.key, 0, 4) AS grp

// name: status
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}}) AND ({{who}})
WITH {{unit}} AS unit, p.legal_status AS grp

// name: legal_state
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}}) AND ({{who}})
WITH {{unit}} AS unit, p.legal_state AS grp

// name: type
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}}) AND ({{who}})
WITH {{unit}} AS unit, p.type AS grp

// name: office
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}}) AND ({{who}})
WITH {{unit}} AS unit, p.office AS grp

// name: industry
// An industry holds all below it, as the filter by industry does.
MATCH (p:Patent:PatNav)-[:IN_INDUSTRY]->(own:Industry) WHERE NOT p.stub AND ({{where}}) AND ({{who}})
WITH own, collect(DISTINCT {{unit}}) AS units
MATCH (own)-[:NARROWER*0..]->(n:Industry) WHERE n.key STARTS WITH $scheme
WITH DISTINCT own, units, n
UNWIND units AS unit
WITH unit, n.key AS grp

// name: named_organization
MATCH (m:Organization:PatNav) WHERE m.key IN $groups RETURN m.key AS grp, m.key AS id, m.name AS name

// name: named_region
MATCH (m:Region:PatNav) WHERE m.key IN $groups RETURN m.key AS grp, m.key AS id, coalesce(m.name, m.name_zh) AS name

// name: named_industry
MATCH (m:Industry:PatNav) WHERE m.key IN $groups RETURN m.key AS grp, m.key AS id, coalesce(m.name, m.name_zh) AS name

// name: named_class
UNWIND $groups AS grp OPTIONAL MATCH (m:TechClass {key: grp}) RETURN grp, grp AS id, m.title AS name

// name: named_status
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND p.legal_status IN $groups AND ({{where}})
RETURN p.legal_status AS grp, p.legal_status AS id, min(p.legal_state) AS name

// name: of_regions
EXISTS { (o)-[:LOCATED_IN {role: 'seat'}]->(own_seat:Region) WHERE own_seat.key IN $regions }

// name: of_applicants
o.key IN $applicants

// name: of_kind
o.kind = $kind

// name: of_sme
o.sme = $sme
