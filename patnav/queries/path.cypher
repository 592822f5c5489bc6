// Neighbours of nodes, by one edge type and direction, whoever asks puts them in order.

// name: kept
// How many things edges come from to nodes with many: hubs are not followed for it.
UNWIND $keys AS key MATCH (:{{node}} {key: key})<-[r]-(m) WHERE type(r) IN $edges
WITH key, type(r) AS edge, count(DISTINCT m) AS degree WHERE degree > $many
RETURN key, edge, degree ORDER BY key, edge

// name: out
// What edges of a type lead to from nodes of a type.
UNWIND $keys AS key MATCH (:{{node}} {key: key})-[:{{edge}}]->(m)
RETURN DISTINCT '{{edge}}' AS edge, 'out' AS direction, key, m.key AS other, head([l IN labels(m) WHERE l <> 'PatNav']) AS type

// name: in
// What edges of a type come from to nodes of a type.
UNWIND $keys AS key MATCH (:{{node}} {key: key})<-[:{{edge}}]-(m)
RETURN DISTINCT '{{edge}}' AS edge, 'in' AS direction, key, m.key AS other, head([l IN labels(m) WHERE l <> 'PatNav']) AS type

// name: first_out
MATCH (:{{node}} {key: $key})-[:{{edge}}]->(m)
RETURN DISTINCT m.key AS other, head([l IN labels(m) WHERE l <> 'PatNav']) AS type ORDER BY other, type LIMIT $most

// name: first_in
MATCH (:{{node}} {key: $key})<-[:{{edge}}]-(m)
RETURN DISTINCT m.key AS other, head([l IN labels(m) WHERE l <> 'PatNav']) AS type ORDER BY other, type LIMIT $most
