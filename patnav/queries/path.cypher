// Neighbours of nodes, by one edge type and direction.

// name: out
// What edges of a type lead to from nodes of a type; of each node the first, and how many there are.
UNWIND $keys AS key MATCH (:{{node}} {key: key})-[:{{edge}}]->(m)
WITH DISTINCT key, m.key AS other, head([l IN labels(m) WHERE l <> 'PatNav']) AS type ORDER BY key, other, type
WITH key, collect({other: other, type: type}) AS near
UNWIND near[..$most] AS m
RETURN key, m.type AS type, m.other AS other, size(near) AS degree ORDER BY key, other, type

// name: in
// What edges of a type come from to nodes of a type; of each node the first, and how many there are.
UNWIND $keys AS key MATCH (:{{node}} {key: key})<-[:{{edge}}]-(m)
WITH DISTINCT key, m.key AS other, head([l IN labels(m) WHERE l <> 'PatNav']) AS type ORDER BY key, other, type
WITH key, collect({other: other, type: type}) AS near
UNWIND near[..$most] AS m
RETURN key, m.type AS type, m.other AS other, size(near) AS degree ORDER BY key, other, type

// name: degrees_out
// How many things edges of a type lead to from nodes of a type.
UNWIND $keys AS key MATCH (:{{node}} {key: key})-[:{{edge}}]->(m)
RETURN key, count(DISTINCT m) AS degree ORDER BY key

// name: degrees_in
// How many things edges of a type come from to nodes of a type.
UNWIND $keys AS key MATCH (:{{node}} {key: key})<-[:{{edge}}]-(m)
RETURN key, count(DISTINCT m) AS degree ORDER BY key
