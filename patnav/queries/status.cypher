// name: nodes
MATCH (n:{{type}}:PatNav)
RETURN count(CASE WHEN NOT n.stub THEN 1 END) AS described, count(CASE WHEN n.stub THEN 1 END) AS stubs

// name: edges
MATCH (:PatNav)-[e:{{type}}]->() RETURN count(e) AS edges

// name: families
MATCH (p:Patent:PatNav) WHERE NOT p.stub RETURN count(DISTINCT p.unit) AS families
