// Classes that come and go, and those that are rarely combined.

// name: classed
// Families by class, IPC and CPC as one: subclasses where the depth is 4, else main groups.
MATCH (p:Patent:PatNav)-[k:CLASSIFIED]->(t:TechClass)
WHERE NOT p.stub AND k.scheme IN ['ipc', 'cpc'] AND size(t.key) >= $depth AND t.key >= $first_class
  AND t.key < $last_class AND ({{where}})
WITH p.{{unit}} AS unit, CASE $depth WHEN 4 THEN left(t.key, 4) ELSE split(t.key, '/')[0] END AS class,
     min(left(p.filing_date, 4)) AS year

// name: spans
{{classed}}
WITH unit, min(year) AS year
RETURN count(*) AS families,
       sum(CASE WHEN year >= $recent_from AND year <= $recent_to THEN 1 ELSE 0 END) AS recent,
       sum(CASE WHEN year >= $before_from AND year <= $before_to THEN 1 ELSE 0 END) AS before

// name: counts
{{classed}}
RETURN class, count(*) AS patents,
       sum(CASE WHEN year >= $recent_from AND year <= $recent_to THEN 1 ELSE 0 END) AS recent,
       sum(CASE WHEN year >= $before_from AND year <= $before_to THEN 1 ELSE 0 END) AS before
ORDER BY patents DESC, class

// name: pairs
// Families that have two of the classes.
{{classed}}
WITH unit, class WHERE class IN $classes
WITH unit, collect(class) AS held WHERE size(held) > 1
UNWIND held AS a UNWIND held AS b
WITH a, b WHERE a < b
RETURN a, b, count(*) AS together ORDER BY a, b

// name: titles
UNWIND $classes AS key MATCH (t:TechClass {key: key}) RETURN t.key AS key, t.title AS title, t.title_zh AS title_zh ORDER BY key
