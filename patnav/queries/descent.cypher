// Main path of citations.

// name: cited
// Citations between families from the cited to the citing.
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}})
MATCH (p)-[:CITES]->(q:Patent) WHERE NOT q.stub AND q.unit <> p.unit AND ({{among}})
WITH DISTINCT p.unit AS citing, q
WITH citing, q AS p WHERE ({{where}})
WITH DISTINCT p.unit AS cited, citing

// name: all
true

// name: busy
// The families with the most of them, and how many there are in all: each has two ends.
{{cited}}
UNWIND [cited, citing] AS unit
WITH unit, count(*) AS arcs ORDER BY arcs DESC, unit
WITH collect(unit) AS units, sum(arcs) / 2 AS total
UNWIND range(0, size(units[..$most]) - 1) AS i
RETURN units[i] AS unit, total ORDER BY i

// name: among
p.unit IN $busy AND q.unit IN $busy

// name: arcs
// Those among the busy families.
{{cited}}
RETURN cited, citing ORDER BY cited, citing

// name: first
// The publication that stands for each family: the least.
UNWIND $units AS unit MATCH (p:Patent {unit: unit}) WHERE NOT p.stub RETURN unit, min(p.key) AS key ORDER BY unit

// name: citing
// A citation behind each arc.
UNWIND range(0, size($cited) - 1) AS i
MATCH (g:Patent {unit: $citing[i]})-[:CITES]->(e:Patent {unit: $cited[i]})
WITH i, g, e ORDER BY g.key, e.key
WITH i, collect([g.key, e.key])[0] AS pair
RETURN $cited[i] AS cited, $citing[i] AS citing, pair[0] AS src, pair[1] AS dst ORDER BY cited, citing
