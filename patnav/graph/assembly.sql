-- What follows from the statements: families, and the nodes of the shipped tables. Run by assembly.py.
-- Temporary tables: region_table, industry_table (the shipped tables), within (region, ancestor), family_link.

-- name: ranked
-- Records in the order in which they are believed.
CREATE OR REPLACE TEMP TABLE ranked AS
SELECT r.rid, row_number() OVER (ORDER BY r.authority, d.published DESC NULLS LAST, r.source, r.record) AS rank
FROM record r LEFT JOIN (SELECT rid, max(published) AS published FROM said.document GROUP BY rid) d USING (rid);

-- name: names
-- The keys that a touched organization's statements stand under, its names, and what an export says of the table's names.
WITH stated AS ({{stated}})
SELECT o.key, l.leaves, list_concat([o.name, o.name_zh, o.name_en], o.aliases) AS names, l.listed
FROM organization o JOIN (
  SELECT node, list(DISTINCT key ORDER BY key) AS leaves, flatten(list(coalesce(table_names, []))) AS listed
  FROM stated GROUP BY node
) l ON l.node = o.key
ORDER BY o.key;

-- name: other_values
-- Figures of an event's reports that are not the event's own, each with the first date that it was stated on.
WITH merged AS (SELECT key FROM same WHERE starts_with(leaf, 'event:')),
report AS (
  SELECT coalesce(m.key, s.key) AS key, s.amount, s.currency, s.patents, s.royalty, s.royalty_free, d.published
  FROM said.event s LEFT JOIN same m ON m.leaf = s.key LEFT JOIN said.document d ON d.rid = s.rid
  WHERE coalesce(m.key, s.key) IN (FROM merged)
), stated AS (
  SELECT key, 'amount' AS name, amount AS value, currency, published FROM report
  UNION ALL SELECT key, 'patents', patents, NULL, published FROM report
  UNION ALL SELECT key, 'royalty', royalty, currency, published FROM report
  UNION ALL SELECT key, 'royalty_free', royalty_free, NULL, published FROM report
), otherwise AS (
  SELECT s.key, s.name, s.value, s.currency, min(s.published) AS published
  FROM stated s JOIN event e USING (key)
  WHERE s.value IS NOT NULL AND (s.value, s.currency) IS DISTINCT FROM (
    CASE s.name WHEN 'amount' THEN e.amount WHEN 'patents' THEN e.patents
                WHEN 'royalty' THEN e.royalty ELSE e.royalty_free END,
    CASE WHEN s.name IN ('amount', 'royalty') THEN e.currency END)
  GROUP BY ALL
)
SELECT key, list_sort(list(concat_ws(' ', name, printf('%.15g', value), currency, '(' || coalesce(published, 'undated') || ')'))) AS v
FROM otherwise GROUP BY key;

-- name: texts
-- What the text index holds of the touched patents and documents; a document's key stands for its text.
WITH said_of AS (SELECT DISTINCT key FROM touched WHERE type IN ('patent', 'classified'))
SELECT key, title, abstract, other_title, other_abstract, filing_date, publication_date, c.symbols
FROM patent SEMI JOIN said_of USING (key) LEFT JOIN (
  SELECT src AS key, list(DISTINCT dst ORDER BY dst) AS symbols
  FROM classified WHERE src IN (SELECT key FROM said_of) GROUP BY src
) c USING (key) WHERE NOT stub
UNION ALL
SELECT key, title, NULL, NULL, NULL, NULL, published, NULL FROM document WHERE NOT stub AND key IN (SELECT key FROM touched WHERE type = 'document');

-- name: texts_changed
WITH after AS ({{texts}})
SELECT DISTINCT key FROM ((FROM texts_before EXCEPT FROM after) UNION ALL (FROM after EXCEPT FROM texts_before));

-- name: family_pairs
-- Publications with the very same priorities are a simple family (as of DOCDB); a first filing, which claims none,
-- is the priority of those that claim it alone.
WITH claims AS (
  SELECT key, claimed FROM priority
  UNION SELECT key, application FROM said.patent WHERE application IS NOT NULL AND key NOT IN (SELECT key FROM priority)
), claiming AS (
  SELECT claimed, min(key) AS a, unnest(list(DISTINCT key)) AS b FROM claims
  WHERE claimed IN (SELECT claimed FROM priority) GROUP BY claimed HAVING count(DISTINCT key) > 1
), shared AS (
  SELECT application, min(key) AS a, unnest(list(DISTINCT key)) AS b FROM said.patent
  WHERE application IS NOT NULL GROUP BY application HAVING count(DISTINCT key) > 1
)
SELECT f.src, coalesce(s.key, f.dst), true FROM said.family f LEFT JOIN same s ON s.leaf = f.dst WHERE f.kind = 'simple'
UNION SELECT a, b, true FROM claiming WHERE a <> b
UNION SELECT a, b, false FROM shared WHERE a <> b;

-- name: families
-- family_link holds (key, family): the least key of each closed family.
UPDATE patent SET family = f.family, unit = coalesce(f.family, patent.application, patent.key)
FROM (SELECT p.key, f.family FROM patent p LEFT JOIN family_link f USING (key)) f
WHERE patent.key = f.key AND NOT patent.stub
  AND (patent.family IS DISTINCT FROM f.family OR patent.unit IS DISTINCT FROM coalesce(f.family, patent.application, patent.key));

-- name: extended_pairs
-- Simple families (by their least key) with an application in common, claimed or their own, are one extended family (as
-- of INPADOC), as are those that a source states; what is no number of an application joins nothing.
WITH claims AS (
  SELECT key, unnest(string_split(claimed, ' ')) AS application FROM priority
), own AS (
  SELECT key, application FROM said.patent SEMI JOIN claims USING (application)
), common AS (
  SELECT application, coalesce(l.family, c.key) AS family
  FROM (SELECT * FROM claims UNION SELECT * FROM own) c LEFT JOIN family_link l USING (key)
  WHERE regexp_matches(application, '^[A-Z]{2}.*[0-9]{4}')
)
SELECT min(family) AS a, unnest(list(DISTINCT family)) AS b FROM common
GROUP BY application HAVING count(DISTINCT family) > 1
UNION
SELECT coalesce(a.family, f.src), coalesce(b.family, s.key, f.dst) FROM said.family f LEFT JOIN same s ON s.leaf = f.dst
LEFT JOIN family_link a ON a.key = f.src LEFT JOIN family_link b ON b.key = coalesce(s.key, f.dst)
WHERE f.kind = 'extended';

-- name: family_edges
-- extended_link holds (family, extended): the least keys of each simple family and of the extended one it is a part of.
SELECT 'Patent' AS src_type, key AS src, 'Patent' AS dst_type, family AS dst, 'simple' AS kind
FROM family_link WHERE key <> family
UNION ALL
SELECT 'Patent', m.key, 'Patent', e.extended, 'extended'
FROM (SELECT key, family FROM family_link UNION SELECT family, family FROM extended_link) m JOIN extended_link e USING (family)
WHERE m.key <> e.extended

-- name: described_industries
-- Industries, regions and classes in use, and all above them, from the shipped tables.
WITH RECURSIVE used AS (
  SELECT DISTINCT dst AS key FROM in_industry
  UNION SELECT dst FROM concerns WHERE dst_type = 'Industry' UNION SELECT dst FROM mentions WHERE dst_type = 'Industry'
), above AS (
  SELECT key FROM used UNION SELECT t.parent FROM above a JOIN industry_table t USING (key) WHERE t.parent IS NOT NULL
)
SELECT t.key, false AS stub, t.name, t.name_zh FROM industry_table t SEMI JOIN above a USING (key);

-- name: narrower_industries
SELECT 'Industry' AS src_type, t.key AS src, 'Industry' AS dst_type, t.parent AS dst
FROM industry_table t WHERE t.parent IS NOT NULL AND t.key IN (SELECT key FROM industry);

-- name: described_regions
WITH RECURSIVE used AS (
  SELECT DISTINCT dst AS key FROM located_in
  UNION SELECT dst FROM about WHERE dst_type = 'Region' UNION SELECT dst FROM party WHERE dst_type = 'Region'
  UNION SELECT dst FROM mentions WHERE dst_type = 'Region'
  UNION SELECT dst FROM said.part_of WHERE dst_type = 'Region' UNION SELECT src FROM said.part_of WHERE src_type = 'Region'
), above AS (
  SELECT key FROM used UNION SELECT unnest(t.parents) FROM above a JOIN region_table t USING (key)
)
SELECT t.key, false AS stub, t.name, t.name_zh, t.level, t.lat, t.lng FROM region_table t SEMI JOIN above a USING (key);

-- name: region_parts
SELECT 'Region' AS src_type, key AS src, 'Region' AS dst_type, unnest(parents) AS dst
FROM region_table WHERE key IN (SELECT key FROM region)
UNION
SELECT src_type, src, dst_type, dst FROM said.part_of WHERE src_type = 'Region' AND src <> dst;

-- name: within
CREATE OR REPLACE TEMP TABLE within AS
WITH RECURSIVE up AS (
  SELECT key, unnest(parents) AS ancestor FROM region_table
  UNION SELECT up.key, unnest(t.parents) FROM up JOIN region_table t ON t.key = up.ancestor
)
SELECT key, ancestor FROM up;

-- name: described_classes
-- A symbol of IPC or CPC goes by the title of the nearest level that has one; symbols of other schemes have none.
WITH used AS (SELECT DISTINCT dst AS symbol FROM classified), placed AS (
  SELECT symbol AS key, coalesce(l.level, 'group') AS level, len(l.parents) > 0 OR length(symbol) = 1 AS titled
  FROM used LEFT JOIN class_link l USING (symbol)
  UNION
  SELECT unnest(l.parents),
         unnest(list_transform(l.parents, lambda p: CASE length(p) WHEN 1 THEN 'section' WHEN 3 THEN 'class' WHEN 4 THEN 'subclass' ELSE 'group' END)),
         true
  FROM used JOIN class_link l USING (symbol)
)
SELECT p.key, false AS stub, p.level, coalesce(c.title, b.title, a.title) AS title, coalesce(c.title_zh, b.title_zh, a.title_zh) AS title_zh
FROM placed p
LEFT JOIN title_table a ON p.titled AND a.symbol = left(p.key, 1)
LEFT JOIN title_table b ON p.titled AND b.symbol = left(p.key, 3)
LEFT JOIN title_table c ON p.titled AND c.symbol = left(p.key, 4);

-- name: narrower_classes
WITH used AS (SELECT DISTINCT dst AS symbol FROM classified),
chains AS (SELECT list_prepend(l.symbol, l.parents) AS chain FROM used JOIN class_link l USING (symbol)),
steps AS (SELECT chain, unnest(range(1, len(chain))) AS i FROM chains)
SELECT DISTINCT 'TechClass' AS src_type, chain[i] AS src, 'TechClass' AS dst_type, chain[i + 1] AS dst FROM steps;
