// Main path of citations.

// name: arcs
// Citations between families from the cited to the citing, among the families with the most of them.
MATCH (p:Patent:PatNav) WHERE NOT p.stub AND ({{where}})
WITH collect(p) AS picked
UNWIND picked AS citing MATCH (citing)-[:CITES]->(cited:Patent) WHERE cited IN picked AND cited.unit <> citing.unit
WITH DISTINCT cited.unit AS cited, citing.unit AS citing
WITH collect([cited, citing]) AS arcs
CALL (arcs) {
  UNWIND arcs AS arc UNWIND arc AS unit
  WITH unit, count(*) AS n ORDER BY n DESC, unit LIMIT $most
  RETURN collect(unit) AS busy
}
UNWIND arcs AS arc
WITH arc, busy, size(arcs) AS total WHERE arc[0] IN busy AND arc[1] IN busy
RETURN arc[0] AS cited, arc[1] AS citing, total ORDER BY cited, citing

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
