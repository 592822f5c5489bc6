// Bodies of intellectual-property services.

// name: rows
MATCH (o:Organization:PatNav) WHERE o.kind = 'ip_service'
OPTIONAL MATCH (o)-[:LOCATED_IN {role: 'seat'}]->(s:Region)
WITH o, s WHERE {{where}}
RETURN o.key AS id, o.name AS name, o.name_zh AS name_zh, o.aliases AS aliases, s.key AS seat,
       coalesce(s.name, s.name_zh, s.key) AS region,
       COLLECT { MATCH (o)-[:PART_OF]->(h:Organization) RETURN {id: h.key, name: h.name, kind: h.kind} ORDER BY h.key } AS parents
ORDER BY id

// name: regions
s.key IN $regions

// name: applicants
o.key IN $applicants
