// Region by industry.

// name: home
// The region of the wanted level that a seat s lies in, itself or above it.
(s)-[:PART_OF*0..]->(g:Region) WHERE g.level = $level OR g.key =~ $peers

// name: located
// Families by the seat of their applicants, lifted to the level.
MATCH (i:Industry)<-[b:IN_INDUSTRY]-(p:Patent) WHERE i.key IN $industries AND NOT p.stub AND ({{where}})
WITH i, p.{{unit}} AS unit, max(b.weight) AS weight, min(left(p.filing_date, 4)) AS year
MATCH (p:Patent {{{unit}}: unit}) WHERE NOT p.stub AND ({{where}})
MATCH (p)-[:APPLICANT]->(o:Organization)-[:LOCATED_IN {role: 'seat'}]->(s:Region)
WITH i, unit, weight, year, s, {{body}} AS o
WITH s, collect(DISTINCT {industry: i, unit: unit, weight: weight, year: year, organization: o}) AS members
MATCH {{home}}
WITH DISTINCT s, members, g
UNWIND members AS m

// name: cells
// A family counts once in every region and industry it belongs to; in WIPO's fields with the weight 1/k.
{{located}}
WITH DISTINCT g, m.industry AS i, m.unit AS unit, m.weight AS weight, m.year AS year
WITH g, i, round(sum(weight), 6) AS patents,
     round(sum(CASE WHEN year >= $recent_from AND year <= $recent_to THEN weight ELSE 0.0 END), 6) AS recent,
     round(sum(CASE WHEN year >= $before_from AND year <= $before_to THEN weight ELSE 0.0 END), 6) AS before
RETURN g.key AS region, i.key AS industry, patents, recent, before, coalesce(g.name, g.name_zh, g.key) AS region_name,
       coalesce(i.name, i.name_zh, i.key) AS industry_name
ORDER BY region, industry

// name: teams
// Applicants of each cell: how many, the squares of their counts for the concentration, and the first three.
{{located}}
WITH DISTINCT g.key AS region, m.industry.key AS industry, m.unit AS unit, m.weight AS weight, m.organization.key AS organization
WITH region, industry, organization, round(sum(weight), 6) AS n ORDER BY n DESC, organization
RETURN region, industry, count(*) AS organizations, round(sum(n * n), 6) AS squares, round(sum(n), 6) AS held,
       collect(organization)[..3] AS leaders
ORDER BY region, industry

// name: rims
// Families with an applicant seated in each region of the level.
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}})
MATCH (p)-[:APPLICANT]->(:Organization)-[:LOCATED_IN {role: 'seat'}]->(s:Region)
WITH s, collect(DISTINCT p.{{unit}}) AS units
MATCH {{home}}
WITH DISTINCT s, units, g
UNWIND units AS unit
RETURN g.key AS region, count(DISTINCT unit) AS families ORDER BY region

// name: coverage
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}})
RETURN count(DISTINCT p.{{unit}}) AS families,
       count(DISTINCT CASE WHEN EXISTS { (p)-[:APPLICANT]->(:Organization)-[:LOCATED_IN {role: 'seat'}]->() }
                           THEN p.{{unit}} END) AS located

// name: foremost
// The applicant of the most families that everything is compared with.
MATCH (p:Patent:PatNav)-[:APPLICANT]->(o:Organization) WHERE NOT p.stub AND ({{where}})
WITH {{body}} AS o, p.{{unit}} AS unit
RETURN o.key AS id, count(DISTINCT unit) AS families ORDER BY families DESC, id LIMIT 1

// name: profile
// How the families of industries spread over WIPO's fields.
MATCH (i:Industry)<-[:IN_INDUSTRY]-(p:Patent) WHERE i.key IN $industries AND NOT p.stub AND ({{where}})
WITH DISTINCT i.key AS industry, p.{{unit}} AS unit
MATCH (p:Patent {{{unit}}: unit})-[b:IN_INDUSTRY]->(f:Industry) WHERE f.key IN $fields AND NOT p.stub AND ({{where}})
WITH industry, unit, f.key AS field, max(b.weight) AS weight
RETURN industry, field, round(sum(weight), 6) AS weight ORDER BY industry, field

// name: named
UNWIND $keys AS key MATCH (o:Organization {key: key}) RETURN o.key AS id, o.name AS name, o.kind AS kind ORDER BY id

// name: members
// Five patents of a cell, the newest first.
MATCH (:Region {key: $region})<-[:PART_OF*0..]-(s:Region)
WITH collect(DISTINCT s.key) AS below
MATCH (p:Patent)-[:IN_INDUSTRY]->(:Industry {key: $industry}) WHERE NOT p.stub AND ({{where}})
  AND EXISTS { (p)-[:APPLICANT]->(:Organization)-[:LOCATED_IN {role: 'seat'}]->(seat:Region) WHERE seat.key IN below }
RETURN p.key AS key ORDER BY p.publication_date IS NULL, p.publication_date DESC, key LIMIT 5
