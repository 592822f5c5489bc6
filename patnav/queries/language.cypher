// Chinese names of what an answer shows.

// name: names
UNWIND $keys AS wanted
CALL (wanted) {
  MATCH (n:Organization {key: wanted}) RETURN n UNION MATCH (n:Person {key: wanted}) RETURN n
  UNION MATCH (n:Region {key: wanted}) RETURN n UNION MATCH (n:Industry {key: wanted}) RETURN n
  UNION MATCH (n:TechClass {key: wanted}) RETURN n
}
WITH n, coalesce(n.name_zh, n.title_zh) AS name WHERE name IS NOT NULL RETURN n.key AS key, name ORDER BY key

// name: applicants
// Applicants of patents, in printed order.
UNWIND $keys AS wanted MATCH (p:Patent {key: wanted})-[a:APPLICANT]->(o)
WITH p.key AS key, coalesce(o.name_zh, o.name, o.key) AS shown, a.sequence AS sequence, o.key AS own
ORDER BY key, sequence, own
RETURN key, collect(shown) AS name ORDER BY key

// name: places
// Regions and industries by their English name, where all that bear it go by one in Chinese.
MATCH (g:(Region|Industry)&PatNav) WHERE g.name IN $keys AND g.name_zh IS NOT NULL
WITH g.name AS key, collect(DISTINCT g.name_zh) AS names WHERE size(names) = 1
RETURN key, names[0] AS name ORDER BY key
