// name: patent
OPTIONAL MATCH (s:PatNavSame {key: $key})
WITH coalesce(s.survivor, $key) AS key MATCH (p:Patent:PatNav {key: key})
RETURN p.key AS key, p.unit AS unit, p.title AS title, p.abstract AS abstract, p.stub AS stub

// name: classes
// Class symbols of a patent's family, each with the number of patents in it.
MATCH (:Patent {unit: $unit})-[:CLASSIFIED]->(t:TechClass)
WITH DISTINCT t MATCH (t)<-[:CLASSIFIED]-(p:Patent)
RETURN t.key AS symbol, count(DISTINCT p) AS held ORDER BY held, symbol

// name: described
MATCH (p:Patent:PatNav) WHERE NOT p.stub RETURN count(*) AS patents

// name: sharing
// Patents by the weight of the classes they share, in whole millionths, over the root of how many they have.
UNWIND range(0, size($symbols) - 1) AS i
MATCH (t:TechClass {key: $symbols[i]})<-[:CLASSIFIED]-(p:Patent)
WITH DISTINCT p, t, $weights[i] AS weight
WITH p, sum(weight) AS weight ORDER BY weight DESC, p.key LIMIT $depth * 4
MATCH (p)-[:CLASSIFIED]->(t:TechClass)
WITH p, weight, count(DISTINCT t) AS classes
RETURN p.key AS key, weight / sqrt(classes) AS score ORDER BY score DESC, key LIMIT $depth

// name: shown
UNWIND $keys AS key MATCH (p:Patent {key: key})
RETURN key, coalesce(p.title, '') + ' ' + coalesce(p.abstract, '') AS text,
       COLLECT { MATCH (p)-[:CLASSIFIED]->(t:TechClass) RETURN DISTINCT t.key ORDER BY t.key } AS symbols
ORDER BY key

// name: family
MATCH (p:Patent {unit: $unit}) RETURN p.key AS id ORDER BY id
