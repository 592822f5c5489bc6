-- Persons: a name in a context, NAME@CONTEXT. Run by people.py. name_of is a person's name without what stands between
-- first and last word, so that a name with and without its middle initial is looked at together.

-- name: touch
INSERT INTO touched_names
SELECT DISTINCT name_of(key) FROM said.person SEMI JOIN {{records}} USING (rid);

-- name: mentions
-- What stands around every person whose name was touched.
WITH mine AS (
  SELECT DISTINCT key, name FROM said.person WHERE name_of(key) IN (SELECT name FROM touched_names)
), invented AS (
  SELECT DISTINCT dst AS key, src AS patent FROM said.inventor WHERE dst IN (SELECT key FROM mine)
), others AS (
  SELECT i.key, list_sort(list(DISTINCT split_part(o.dst, '@', 1))) AS names
  FROM invented i JOIN said.inventor o ON o.src = i.patent AND o.dst <> i.key GROUP BY i.key
), held AS (
  SELECT i.key, list_sort(list(DISTINCT a.dst)) AS names
  FROM invented i JOIN said.applicant a ON a.src = i.patent AND a.dst_type = 'Organization' GROUP BY i.key
), classed AS (
  SELECT i.key, list_sort(list(DISTINCT c.dst[:4])) AS symbols
  FROM invented i JOIN said.classified c ON c.src = i.patent AND c.scheme IN ('ipc', 'cpc') GROUP BY i.key
), dated AS (
  SELECT i.key, min(coalesce(p.filing_date, p.priority_date, p.publication_date)[:4]) AS year
  FROM invented i JOIN said.patent p ON p.key = i.patent GROUP BY i.key
)
SELECT m.key, min(m.name), any_value(others.names), any_value(held.names), any_value(symbols), any_value(TRY_CAST(year AS INTEGER))
FROM mine m LEFT JOIN others USING (key) LEFT JOIN held USING (key) LEFT JOIN classed USING (key) LEFT JOIN dated USING (key)
GROUP BY m.key ORDER BY m.key;

-- name: joined
DELETE FROM joined_people WHERE name_of(a) IN (SELECT name FROM touched_names);
INSERT INTO joined_people SELECT a, b, why FROM joining;

-- name: same_context
WITH placed AS (
  SELECT DISTINCT p.key, split_part(p.key, '@', 1) AS name, coalesce(o.root, split_part(p.key, '@', 2)) AS context
  FROM said.person p LEFT JOIN one_context o ON o.leaf = split_part(p.key, '@', 2)
), least AS (
  SELECT key, min(key) OVER (PARTITION BY name, context) AS low FROM placed
)
SELECT low, key FROM least WHERE low <> key ORDER BY low, key;
