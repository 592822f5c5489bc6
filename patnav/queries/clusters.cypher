// Region by industry.

// name: cells
// Families by the seat of their applicants, lifted to one level, and by industry. A family counts once in every region
// and industry it belongs to; in WIPO's fields with the weight 1/k.
MATCH (i:Industry)<-[b:IN_INDUSTRY]-(p:Patent) WHERE i.key IN $industries AND NOT p.stub AND ({{where}})
WITH i, p.unit AS unit, max(b.weight) AS weight
MATCH (p:Patent {unit: unit}) WHERE NOT p.stub AND ({{where}})
MATCH (p)-[:APPLICANT]->(o:Organization)-[:LOCATED_IN {role: 'seat'}]->(s:Region)
WITH s, collect(DISTINCT {industry: i, unit: unit, weight: weight, organization: o}) AS members
MATCH (s)-[:PART_OF*0..]->(g:Region {level: $level})
WITH DISTINCT s, members, g
UNWIND members AS m
WITH g, m.industry AS i, m.unit AS unit, m.weight AS weight, collect(DISTINCT m.organization) AS team
WITH g, i, round(sum(weight), 9) AS patents, collect(team) AS teams
UNWIND teams AS team UNWIND team AS o
RETURN g.key AS region, coalesce(g.name, g.name_zh) AS region_name, i.key AS industry,
       coalesce(i.name, i.name_zh) AS industry_name, patents, count(DISTINCT o) AS organizations
ORDER BY region, industry

// name: rims
// Families with an applicant seated in each region of a level.
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}})
MATCH (p)-[:APPLICANT]->(:Organization)-[:LOCATED_IN {role: 'seat'}]->(s:Region)
WITH s, collect(DISTINCT p.unit) AS units
MATCH (s)-[:PART_OF*0..]->(g:Region {level: $level})
WITH DISTINCT s, units, g
UNWIND units AS unit
RETURN g.key AS region, count(DISTINCT unit) AS families ORDER BY region

// name: coverage
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}})
RETURN count(DISTINCT p.unit) AS families,
       count(DISTINCT CASE WHEN EXISTS { (p)-[:APPLICANT]->(:Organization)-[:LOCATED_IN {role: 'seat'}]->() }
                           THEN p.unit END) AS located

// name: members
// Five patents of a cell, the newest first.
MATCH (:Region {key: $region})<-[:PART_OF*0..]-(s:Region)
WITH collect(DISTINCT s.key) AS below
MATCH (p:Patent)-[:IN_INDUSTRY]->(:Industry {key: $industry}) WHERE NOT p.stub AND ({{where}})
  AND EXISTS { (p)-[:APPLICANT]->(:Organization)-[:LOCATED_IN {role: 'seat'}]->(seat:Region) WHERE seat.key IN below }
RETURN p.key AS key ORDER BY p.publication_date IS NULL, p.publication_date DESC, key LIMIT 5
