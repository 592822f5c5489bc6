-- What the table same is made from. Sections are named and run by identity.py.

-- name: bare_numbers
-- Citations, and tables that hold a part of each patent, often lack the kind code; they meet the one described
-- publication with that number (of several, the least). What is known by its application alone (kind X0) meets the
-- described publication of that application, also where an article but names it.
WITH bare AS (
  SELECT office || number AS leaf, min(key) AS key FROM said.patent WHERE kind IS NOT NULL GROUP BY 1
), pointed AS (
  SELECT DISTINCT dst FROM said.cites UNION SELECT DISTINCT dst FROM said.family
  UNION SELECT DISTINCT key FROM said.patent WHERE kind IS NULL
  UNION SELECT DISTINCT dst FROM said.concerns WHERE dst_type = 'Patent'
), named AS (
  SELECT DISTINCT dst AS key, dst[:-3] AS application FROM said.concerns WHERE dst_type = 'Patent' AND suffix(dst, 'X0')
  EXCEPT SELECT key, application FROM said.patent
)
SELECT leaf, key FROM bare WHERE leaf IN (SELECT dst FROM pointed)
UNION ALL
SELECT a.key, min(p.key) FROM said.patent a JOIN said.patent p USING (application)
WHERE a.kind = 'X0' AND p.kind <> 'X0' GROUP BY a.key
UNION ALL
SELECT n.key, min(p.key) FROM named n JOIN said.patent p USING (application)
WHERE p.kind <> 'X0' GROUP BY n.key;

-- name: bodies
-- Every organization that is named, by its least name, its country where the statements agree on one, and its regions.
WITH placed AS (SELECT src AS key, list_sort(list(DISTINCT dst)) AS regions FROM said.located_in GROUP BY src)
SELECT key, min(name), CASE WHEN count(DISTINCT country) = 1 THEN min(country) END, any_value(p.regions)
FROM said.organization LEFT JOIN placed p USING (key) WHERE name IS NOT NULL GROUP BY key ORDER BY key;

-- name: equated
-- What sources equate: other names that a record gives, short names in documents, and the parties of one place in
-- applications of one family at two offices.
WITH party AS (
  SELECT rid, src AS patent, dst AS key, sequence, count(*) OVER (PARTITION BY rid) AS parties
  FROM said.applicant WHERE dst_type = 'Organization' AND sequence IS NOT NULL
), other AS (
  SELECT DISTINCT rid, key, unnest(aliases) AS text FROM said.organization WHERE len(aliases) > 1
), abroad AS MATERIALIZED (  -- one join at a time: joined by sequence first, all patents meet all others
  SELECT f.src, f.dst, a.key, a.sequence, a.parties FROM said.family f JOIN party a ON a.patent = f.src
  WHERE f.kind = 'simple' AND f.src[:2] <> f.dst[:2]
), pairs AS (
  SELECT DISTINCT least(a.key, b.key) AS one, greatest(a.key, b.key) AS two, a.src, a.dst
  FROM abroad a JOIN party b ON b.patent = a.dst AND a.sequence = b.sequence AND a.parties = b.parties AND a.key <> b.key
)
SELECT o.key, o.text, CASE r.type WHEN 'Organization' THEN 'listed under both names' ELSE 'stated beside the name' END, count(*)
FROM other o JOIN record r USING (rid) GROUP BY ALL
UNION ALL
SELECT dst, text, 'short name in a document', count(*) FROM said.mentions WHERE dst_type = 'Organization' GROUP BY ALL
UNION ALL
SELECT one, two, 'same party of one family', count(DISTINCT src) FROM pairs GROUP BY ALL
ORDER BY ALL;

-- name: reports
-- Events as documents state them; a programme is told by its name.
SELECT e.key, e.type, e.kind, any_value(e.date), any_value(e.currency),
       [any_value(e.amount), any_value(e.patents)::DOUBLE, any_value(e.royalty), any_value(e.royalty_free)::DOUBLE],
       CASE WHEN e.type = 'programme' THEN min(e.summary) END, min(d.published)
FROM said.event e JOIN said.stated_in s ON s.src = e.key AND s.rid = e.rid
LEFT JOIN said.document d ON d.key = s.dst AND d.rid = s.rid
GROUP BY e.key, e.type, e.kind ORDER BY e.key

-- name: report_parties
SELECT DISTINCT p.src, p.role, p.dst FROM said.party p SEMI JOIN said.stated_in s ON s.src = p.src ORDER BY ALL

-- name: report_documents
SELECT DISTINCT src, dst, regexp_matches(quote, '[\x{3400}-\x{9fff}]') FROM said.stated_in
WHERE src_type = 'Event' ORDER BY ALL

-- name: figures
-- Observations; what is counted goes by its name in the vocabulary, else by its label.
SELECT o.key, coalesce(o.indicator, lower(o.label)), list(DISTINCT a.dst ORDER BY a.dst), o.value, o.unit, o.period,
       o.change, o.share_of
FROM said.observation o JOIN said.about a ON a.src = o.key
WHERE o.value IS NOT NULL AND coalesce(o.indicator, o.label) IS NOT NULL
GROUP BY o.key, coalesce(o.indicator, lower(o.label)), o.value, o.unit, o.period, o.change, o.share_of ORDER BY o.key
