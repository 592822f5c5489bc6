// Rows of patents, for every question that shows some.

// name: rows
UNWIND $keys AS key MATCH (p:Patent {key: key})
WITH p, head(COLLECT { MATCH (p)-[c:CLASSIFIED]->(t:TechClass)
                       RETURN t ORDER BY c.scheme = 'cpc' DESC, coalesce(c.main, false) DESC, t.key LIMIT 1 }) AS first
RETURN p.key AS id, p.title AS title, p.filing_date AS filing_date, p.publication_date AS publication_date,
       COLLECT { MATCH (p)-[a:APPLICANT]->(o) RETURN coalesce(o.name, o.key) ORDER BY a.sequence, o.key } AS applicants,
       first.key AS main_class, first.title AS main_class_title
ORDER BY id

// name: shared
// One row a family: of the patents given with a score, the best of each unit.
UNWIND range(0, size($keys) - 1) AS i
WITH $keys[i] AS key, $scores[i] AS score
MATCH (p:Patent {key: key}) WHERE NOT p.stub AND ({{where}})
WITH p, score ORDER BY score DESC, p.key
WITH p.unit AS unit, collect({key: p.key, score: score})[0] AS best
RETURN best.key AS key, best.score AS score, unit ORDER BY score DESC, key

// name: families
// Families of the patents given that pass the filters.
UNWIND $keys AS key MATCH (p:Patent {key: key}) WHERE NOT p.stub AND ({{where}})
RETURN count(DISTINCT p.unit) AS families

// name: listed
// One row a family of all patents that pass the filters, the newest first.
MATCH (p:Patent) WHERE NOT p.stub AND ({{where}})
WITH p ORDER BY p.publication_date IS NULL, p.publication_date DESC, p.key
WITH p.unit AS unit, collect(p)[0] AS p
RETURN p.key AS key ORDER BY p.publication_date IS NULL, p.publication_date DESC, p.key
