// Everything known of one thing. {{type}}, {{node}}, {{label}} and {{order}} are names of the schema.

// name: node
OPTIONAL MATCH (s:PatNavSame {key: $key})
WITH coalesce(s.survivor, $key) AS key MATCH (n:{{type}}:PatNav {key: key}) RETURN properties(n) AS node

// name: named
UNWIND ['patnav_names', 'patnav_texts'] AS index
CALL db.index.fulltext.queryNodes(index, '"' + replace(replace($lower, '\\', '\\\\'), '"', '\\"') + '"') YIELD node AS n
WHERE n:{{type}} AND n:PatNav AND toLower(n.{{label}}) = $lower
RETURN DISTINCT n.key AS key ORDER BY key LIMIT 20

// name: publications
// A publication number without its kind, an application number, or either as DOCDB writes it.
CALL () {
  MATCH (p:Patent) WHERE p.key STARTS WITH $key AND p.office + p.number = $key RETURN p
  UNION
  MATCH (p:Patent {application: $key}) RETURN p
  UNION
  MATCH (p:Patent) WHERE p.docdb IN $docdb RETURN p
  UNION
  MATCH (p:Patent) WHERE p.docdb_application IN $docdb RETURN p
}
RETURN p.key AS key ORDER BY key LIMIT 20

// name: out
MATCH (n:{{node}} {key: $key})-[e:{{type}}]->(m:PatNav)
WITH n, e, m ORDER BY {{order}} LIMIT $depth
RETURN head([l IN labels(m) WHERE l IN $types]) AS type, m.key AS id, properties(e) AS edge,
       COUNT { (n)-[:{{type}}]->(:PatNav) } AS links
ORDER BY {{order}}

// name: in
MATCH (n:{{node}} {key: $key})<-[e:{{type}}]-(m:PatNav)
WITH n, e, m ORDER BY {{order}} LIMIT $depth
RETURN head([l IN labels(m) WHERE l IN $types]) AS type, m.key AS id, properties(e) AS edge,
       COUNT { (n)<-[:{{type}}]-(:PatNav) } AS links
ORDER BY {{order}}

// name: labels
UNWIND $keys AS key MATCH (n:{{type}} {key: key}) RETURN key, n.{{label}} AS label ORDER BY key
