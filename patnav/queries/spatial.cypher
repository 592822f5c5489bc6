// Places on the map.

// name: on_map
// Families of each industry with the seats that are points on the map: provinces and countries are none.
MATCH (i:Industry)<-[b:IN_INDUSTRY]-(p:Patent) WHERE i.key IN $industries AND NOT p.stub AND ({{where}})
WITH i, p.{{unit}} AS unit, max(b.weight) AS weight
MATCH (p:Patent {{{unit}}: unit}) WHERE NOT p.stub AND ({{where}})
OPTIONAL MATCH (p)-[:APPLICANT]->(o:Organization)-[:LOCATED_IN {role: 'seat'}]->(s:Region)
WHERE s.lat IS NOT NULL AND s.lng IS NOT NULL AND (s.level IN ['city', 'district', 'zone'] OR s.key =~ $peers)
WITH DISTINCT i, unit, weight, o, s

// name: places
{{on_map}}
WITH DISTINCT i, unit, weight, s WHERE s IS NOT NULL
RETURN s.key AS key, coalesce(s.name, s.name_zh, s.key) AS name, s.lat AS lat, s.lng AS lng, i.key AS industry,
       round(sum(weight), 6) AS patents
ORDER BY industry, key

// name: groups
// Families and applicants of each cluster, a family counted once however many of its places are in it.
{{on_map}}
WITH i, unit, weight, o, s WHERE s IS NOT NULL
UNWIND [n IN range(0, size($keys) - 1) WHERE $keys[n] = s.key AND $fields[n] = i.key] AS n
WITH DISTINCT $clusters[n] AS cluster, unit, weight, o.key AS organization
WITH cluster, organization, round(sum(weight), 6) AS n, collect({unit: unit, weight: weight}) AS members
ORDER BY n DESC, organization
WITH cluster, collect(organization) AS team, collect(members) AS lists
UNWIND lists AS members UNWIND members AS m
WITH DISTINCT cluster, team, m.unit AS unit, m.weight AS weight
RETURN cluster, round(sum(weight), 6) AS patents, size(team) AS organizations, team[..3] AS leaders ORDER BY cluster

// name: coverage
{{on_map}}
WITH i, unit, weight, count(s) > 0 AS seated
RETURN i.key AS industry, coalesce(i.name, i.name_zh, i.key) AS name, round(sum(weight), 6) AS patents,
       round(sum(CASE WHEN seated THEN weight ELSE 0.0 END), 6) AS placed
ORDER BY industry

// name: members
// Five patents of a cluster, the newest first.
MATCH (p:Patent)-[:IN_INDUSTRY]->(:Industry {key: $industry}) WHERE NOT p.stub AND ({{where}})
  AND EXISTS { (p)-[:APPLICANT]->(:Organization)-[:LOCATED_IN {role: 'seat'}]->(seat:Region) WHERE seat.key IN $keys }
RETURN p.key AS key ORDER BY p.publication_date IS NULL, p.publication_date DESC, key LIMIT 5
