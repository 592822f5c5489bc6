// Organizations that file together.

// name: pairs
// Families that two organizations applied for together.
MATCH (p:Patent:PatNav)-[:APPLICANT]->(o:Organization) WHERE NOT p.stub AND ({{where}})
WITH p, {{body}} AS o
WITH p.{{unit}} AS unit, collect(DISTINCT o.key) AS team WHERE size(team) > 1
UNWIND team AS a UNWIND team AS b
WITH a, b WHERE a < b
WITH a, b, count(*) AS patents ORDER BY patents DESC, a, b
WITH collect([a, b, patents]) AS found
UNWIND found[..$most] AS r
RETURN r[0] AS a, r[1] AS b, r[2] AS patents, size(found) AS total ORDER BY patents DESC, a, b

// name: joint
// Families of two or more members, by community.
UNWIND range(0, size($keys) - 1) AS i
MATCH (shown:Organization {key: $keys[i]})<-[:PART_OF*0..]-(o:Organization)
WITH DISTINCT i, shown, o
WITH i, shown, o, {{body}} AS body WHERE body = shown
MATCH (o)<-[:APPLICANT]-(p:Patent) WHERE NOT p.stub AND ({{where}})
WITH $groups[i] AS grp, p.{{unit}} AS unit, count(DISTINCT shown) AS members WHERE members > 1
RETURN grp, count(*) AS patents ORDER BY grp
