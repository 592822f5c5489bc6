-- What records say, as nodes and edges. Sections are named and run by projection.py, in its order.
-- Temporary tables: live (source, part, format, authority: what the new state holds), seen (rows of changed sources),
-- gone and fresh (records that leave and come), affected (type, key: what must be made again).

-- name: diff
CREATE OR REPLACE TEMP TABLE gone AS
  SELECT r.rid FROM record r ANTI JOIN seen s USING (source, record, hash)
  WHERE r.source IN (SELECT source FROM changed);
CREATE OR REPLACE TEMP TABLE fresh AS
  SELECT (SELECT coalesce(max(rid), 0) FROM record) + row_number() OVER (ORDER BY s.source, s.record) AS rid, s.*
  FROM seen s ANTI JOIN record r USING (source, record, hash);
UPDATE record SET position = s.position, authority = s.authority FROM seen s
  WHERE record.source = s.source AND record.record = s.record AND record.hash = s.hash
    AND (record.position <> s.position OR record.authority <> s.authority);

-- name: distinct_statuses
SELECT DISTINCT legal_status FROM incoming WHERE legal_status IS NOT NULL ORDER BY legal_status

-- name: patents
INSERT INTO said.patent BY NAME
SELECT rid, publication AS key, office, number, nullif(kind, '') AS kind, application,
       docdb, docdb_application, docdb_priorities, type,
       titles[1].text AS title, titles[1].lang AS title_lang,
       main_abstract.text AS abstract,
       list_filter(titles, lambda t: t.lang <> titles[1].lang)[1].text AS other_title,
       list_filter(abstracts, lambda a: a.lang <> main_abstract.lang)[1].text AS other_abstract,
       filing_date, publication_date, grant_date, priority_date, legal_status, legal_state, claims
FROM (
  SELECT *, coalesce(list_filter(abstracts, lambda a: a.lang = titles[1].lang)[1], abstracts[1]) AS main_abstract
  FROM incoming
) LEFT JOIN state_link ON wording = legal_status;

INSERT INTO said.family BY NAME
SELECT DISTINCT rid, 'Patent' AS src_type, publication AS src, 'Patent' AS dst_type, member AS dst, kind
FROM (SELECT rid, publication, unnest(family) AS member, 'simple' AS kind FROM incoming
      UNION ALL SELECT rid, publication, unnest(extended_family), 'extended' FROM incoming) WHERE member <> publication;

INSERT INTO priority
SELECT rid, publication, array_to_string(list_sort(list_distinct(priorities)), ' ') FROM incoming WHERE len(priorities) > 0;

INSERT INTO said.cites BY NAME
SELECT rid, 'Patent' AS src_type, publication AS src, 'Patent' AS dst_type, c.publication AS dst,
       min(c.origin) AS origin, min(c.category) AS category
FROM (SELECT rid, publication, unnest(citations) AS c FROM incoming) GROUP BY ALL;

-- name: parties
-- Who is named, in which role; told apart by all that the source says of them.
CREATE OR REPLACE TEMP TABLE named AS
SELECT rid, publication, 'applicant' AS role, generate_subscripts(applicants, 1) AS sequence, unnest(applicants) AS p
FROM incoming
UNION ALL
SELECT rid, publication, 'owner', generate_subscripts(owners, 1), unnest(owners) FROM incoming;
CREATE OR REPLACE TEMP TABLE inventing AS
SELECT rid, publication, generate_subscripts(inventors, 1) AS sequence, unnest(inventors).name AS name FROM incoming;

-- name: distinct_parties
SELECT DISTINCT p.name, p.kind, p.country, p.province, p.city, p.address FROM named;

-- name: distinct_inventors
SELECT DISTINCT name FROM inventing;

-- name: linked_parties
-- party_link and inventor_link hold the linker's answers. A person is a name in a context: the first organization
-- that the record names, else its application.
CREATE OR REPLACE TEMP TABLE linked AS
SELECT n.rid, n.publication, n.role, n.sequence, n.p.name AS alias, n.p.other_names AS other_names, l.*
FROM named n JOIN party_link l
  ON n.p.name = l.said_name AND n.p.kind IS NOT DISTINCT FROM l.said_kind
 AND n.p.country IS NOT DISTINCT FROM l.said_country AND n.p.province IS NOT DISTINCT FROM l.said_province
 AND n.p.city IS NOT DISTINCT FROM l.said_city AND n.p.address IS NOT DISTINCT FROM l.said_address;
CREATE OR REPLACE TEMP TABLE context AS
SELECT i.rid, coalesce(min_by(l.key, (l.role, l.sequence)), i.application, i.publication) AS context
FROM incoming i LEFT JOIN linked l ON l.rid = i.rid AND l.type = 'Organization'
GROUP BY i.rid, i.application, i.publication;
UPDATE linked SET key = linked.key || '@' || regexp_replace(c.context, '^org:', '')
FROM context c WHERE c.rid = linked.rid AND linked.type = 'Person';

INSERT INTO said.applicant BY NAME
SELECT rid, 'Patent' AS src_type, publication AS src, type AS dst_type, key AS dst, min(sequence) AS sequence
FROM linked WHERE role = 'applicant' GROUP BY ALL;
INSERT INTO said.owner BY NAME
SELECT rid, 'Patent' AS src_type, publication AS src, type AS dst_type, key AS dst, min(sequence) AS sequence
FROM linked WHERE role = 'owner' GROUP BY ALL;
INSERT INTO said.organization BY NAME
SELECT DISTINCT rid, key, name, name_zh, name_en, kind, country, country <> 'CN' AS "foreign",
       list_sort(list_distinct(list_append(coalesce(other_names, []), alias))) AS aliases, ids
FROM linked WHERE type = 'Organization';
INSERT INTO said.located_in BY NAME
SELECT DISTINCT rid, 'Organization' AS src_type, key AS src, 'Region' AS dst_type, region AS dst, region_via AS via
FROM linked WHERE type = 'Organization' AND region IS NOT NULL;
INSERT INTO said.part_of BY NAME
SELECT DISTINCT rid, 'Organization' AS src_type, key AS src, 'Organization' AS dst_type, parent AS dst
FROM linked WHERE type = 'Organization' AND parent IS NOT NULL;
INSERT INTO said.person BY NAME
SELECT DISTINCT rid, key, name, name_zh FROM linked WHERE type = 'Person';

INSERT INTO said.inventor BY NAME
SELECT n.rid, 'Patent' AS src_type, n.publication AS src, 'Person' AS dst_type,
       l.key || '@' || regexp_replace(c.context, '^org:', '') AS dst, min(n.sequence) AS sequence
FROM inventing n JOIN inventor_link l ON l.said_name = n.name JOIN context c ON c.rid = n.rid
GROUP BY ALL;
INSERT INTO said.person BY NAME
SELECT DISTINCT n.rid, l.key || '@' || regexp_replace(c.context, '^org:', '') AS key, l.name, l.name_zh
FROM inventing n JOIN inventor_link l ON l.said_name = n.name JOIN context c ON c.rid = n.rid;

-- name: listed
CREATE OR REPLACE TEMP TABLE named AS
SELECT *, {'name': name, 'kind': 'organization', 'country': country, 'province': province, 'city': city,
           'address': address} AS p
FROM incoming;

-- name: organizations
INSERT INTO said.organization BY NAME
SELECT n.rid, l.key, l.name, l.name_zh, l.name_en, coalesce(n.kind, l.kind) AS kind, n.kind IS NOT NULL AS kind_told,
       l.country, n.sme, n.specialized,
       list_sort(list_distinct(list_append(n.other_names, n.name))) AS aliases,
       list_sort(list_distinct(list_concat(n.ids, l.ids))) AS ids
FROM named n JOIN party_link l
  ON n.name = l.said_name AND n.country IS NOT DISTINCT FROM l.said_country
 AND n.province IS NOT DISTINCT FROM l.said_province AND n.city IS NOT DISTINCT FROM l.said_city
 AND n.address IS NOT DISTINCT FROM l.said_address;
INSERT INTO said.located_in BY NAME
SELECT n.rid, 'Organization' AS src_type, l.key AS src, 'Region' AS dst_type, l.region AS dst, l.region_via AS via
FROM named n JOIN party_link l
  ON n.name = l.said_name AND n.country IS NOT DISTINCT FROM l.said_country
 AND n.province IS NOT DISTINCT FROM l.said_province AND n.city IS NOT DISTINCT FROM l.said_city
 AND n.address IS NOT DISTINCT FROM l.said_address
WHERE l.region IS NOT NULL;

-- name: classed
-- China's catalogues refer to IPC; symbols of CPC decide about them where a record has no others.
CREATE OR REPLACE TEMP TABLE classed AS
SELECT *, scheme = 'ipc' OR NOT bool_or(scheme = 'ipc') OVER (PARTITION BY rid) AS decides
FROM (
  SELECT rid, publication, scheme, max(main) AS main,
         CASE WHEN scheme IN ('ipc', 'cpc') THEN symbol ELSE scheme || ':' || symbol END AS symbol
  FROM (SELECT rid, publication, unnest(classes, recursive := true) FROM incoming) GROUP BY ALL
);

-- name: distinct_symbols
SELECT DISTINCT symbol FROM classed WHERE scheme IN ('ipc', 'cpc') AND symbol NOT IN (SELECT symbol FROM class_link);

-- name: classes
INSERT INTO said.classified BY NAME
SELECT rid, 'Patent' AS src_type, publication AS src, 'TechClass' AS dst_type, symbol AS dst, scheme, main FROM classed;
INSERT INTO said.in_industry BY NAME
WITH belongs AS (
  SELECT c.rid, c.publication, unnest(l.fields) AS industry, 'wipo35' AS via FROM classed c JOIN class_link l USING (symbol)
  UNION
  SELECT c.rid, c.publication, unnest(l.economy), 'concordance' FROM classed c JOIN class_link l USING (symbol) WHERE decides
  UNION
  SELECT c.rid, c.publication, k.industry, 'definition'
  FROM classed c JOIN class_link l USING (symbol), unnest(l.industries) AS k(industry)
  WHERE decides OR NOT starts_with(k.industry, 'sei:')
  UNION
  SELECT w.rid, w.publication, unnest([w.key, split_part(w.key, '.', 1)]), 'definition'
  FROM (SELECT DISTINCT c.rid, c.publication, unnest(l.worded) AS key FROM classed c JOIN class_link l USING (symbol)) w
  JOIN industry_pattern k USING (key) JOIN incoming i USING (rid)
  WHERE regexp_matches(lower(concat_ws(chr(10), list_transform(i.titles, lambda t: t.text), list_transform(i.abstracts, lambda a: a.text))), k.pattern)
  UNION
  SELECT rid, publication, unnest(industries), 'vendor' FROM incoming
)
SELECT rid, 'Patent' AS src_type, publication AS src, 'Industry' AS dst_type, industry AS dst, via FROM belongs;

-- name: exported_symbols
SELECT DISTINCT dst FROM said.classified
WHERE scheme IN ('ipc', 'cpc') AND dst NOT IN (SELECT symbol FROM class_link) ORDER BY dst;

-- name: eventful
SELECT i.rid, i.publication, c.context, i.events
FROM incoming i JOIN context c USING (rid) WHERE len(i.events) > 0 ORDER BY i.rid;

-- name: name_of
-- A person's name without what stands between its first and last word.
CREATE OR REPLACE TEMP MACRO name_of(key) AS
regexp_replace(split_part(key, '@', 1), '^(person:[^-]+)-.*-([^-]+)$', '\1-\2');
