// Conditions on a patent p, and the looking up of names. Only the keys bound here come from the user. The names of what
// a condition looks at are its own, as a question's would be taken for the same thing.

// name: patents
// The conditions as one on a patent p of the graph, which they are already.
{{where}}

// name: industries
EXISTS { (p)-[:IN_INDUSTRY]->(fits_industry:Industry) WHERE fits_industry.key IN $industries }

// name: regions
EXISTS { (p)-[:APPLICANT]->(:Organization)-[:LOCATED_IN {role: 'seat'}]->(fits_seat:Region) WHERE fits_seat.key IN $regions }

// name: class_from
EXISTS { (p)-[:CLASSIFIED]->(fits_class:TechClass) WHERE fits_class.key >= $class_from AND fits_class.key < $class_to }

// name: applicants
EXISTS { (p)-[:APPLICANT]->(fits_applicant) WHERE fits_applicant.key IN $applicants }

// name: kind
EXISTS { (p)-[:APPLICANT]->(fits_kind:Organization) WHERE fits_kind.kind = $kind }

// name: sme
EXISTS { (p)-[:APPLICANT]->(fits_sme:Organization) WHERE fits_sme.sme = $sme }

// name: status
toLower(p.legal_status) = $status

// name: state
p.legal_state = $state

// name: event
EXISTS { (p)<-[:CONCERNS]-(fits_event:Event) WHERE fits_event.type = $event }

// name: assignees
EXISTS { (p)<-[:CONCERNS]-(:Event {type: 'assignment'})-[:PARTY {role: 'assignee'}]->(fits_assignee)
         WHERE fits_assignee.key IN $assignees }

// name: statuses
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND (p.legal_status IS NOT NULL OR p.legal_state IS NOT NULL)
RETURN toLower(p.legal_status) AS status, p.legal_state AS state, count(*) AS n ORDER BY n DESC, status, state

// name: dated
MATCH (p:Patent:PatNav) WHERE NOT p.stub RETURN count(*) AS patents, count(*) - count(p.filing_date) AS undated

// name: sme_known
MATCH (o:Organization:PatNav) RETURN count(o.sme) AS known, count(*) AS organizations

// name: from_date
p.filing_date >= $from_date

// name: to_date
p.filing_date <= $to_date

// name: region_names
MATCH (g:Region:PatNav) RETURN g.key AS key, g.name AS name, g.name_zh AS name_zh
ORDER BY CASE g.level WHEN 'country' THEN 0 WHEN 'macro' THEN 1 WHEN 'province' THEN 2 WHEN 'city' THEN 3 ELSE 4 END, key

// name: region_below
MATCH (:Region {key: $key})<-[:PART_OF*0..]-(g:Region) RETURN DISTINCT g.key AS key ORDER BY key

// name: industry_names
MATCH (i:Industry:PatNav) RETURN i.key AS key, i.name AS name, i.name_zh AS name_zh ORDER BY key

// name: industry_below
MATCH (:Industry {key: $key})<-[:NARROWER*0..]-(i:Industry) RETURN DISTINCT i.key AS key ORDER BY key

// name: organizations_below
UNWIND $keys AS held
MATCH (:Organization {key: held})<-[:PART_OF*0..]-(o:Organization) RETURN DISTINCT o.key AS key ORDER BY key
