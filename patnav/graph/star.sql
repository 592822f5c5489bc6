-- The star: what questions that count all patents share, kept ready. Run by star.py, each section one table.
-- An id follows the order of the keys, so that whatever is ordered by ids is ordered by keys. The unit of a patent is the
-- least id of its family: so it names the family's first publication, too. Dates are whole numbers, 20200531, with 00 for
-- what is not known; alone is true for the only publication of its family that is described. Traits are those of all
-- organizations that applied for it, one bit each.

-- name: region
-- Regions.
SELECT row_number() OVER (ORDER BY key)::INTEGER AS id, key FROM main.region ORDER BY key

-- name: industry
-- Industries.
SELECT row_number() OVER (ORDER BY key)::INTEGER AS id, key FROM main.industry ORDER BY key

-- name: class
-- Class symbols, and the subclasses and main groups above them, a main group without its /00; each with its subclass, and
-- its main group where it has one.
WITH known AS (
  SELECT row_number() OVER (ORDER BY key)::INTEGER AS id, key FROM (
    SELECT key FROM main.tech_class UNION SELECT left(key, 4) FROM main.tech_class
    UNION SELECT split_part(key, '/', 1) FROM main.tech_class
  )
)
SELECT k.id, k.key, s.id AS subclass, CASE WHEN length(k.key) >= 5 THEN g.id END AS main_group
FROM known k JOIN known s ON s.key = left(k.key, 4) JOIN known g ON g.key = split_part(k.key, '/', 1) ORDER BY k.key

-- name: trait
-- What an organization may be, each with its bit: a kind, or an SME.
SELECT unnest(traits) AS key, (1 << generate_subscripts(traits, 1) - 1)::INTEGER AS bit FROM (SELECT [{{traits}}] AS traits)

-- name: organization
-- Organizations, each with its seat and its whole: the topmost body that it is part of, of several the first; else itself.
WITH RECURSIVE up AS (
  SELECT src AS part, dst AS key FROM main.part_of WHERE src_type = 'Organization'
  UNION SELECT u.part, y.dst FROM up u JOIN main.part_of y ON y.src = u.key AND y.src_type = 'Organization'
), top AS (
  SELECT part, min(key) AS key FROM up ANTI JOIN (SELECT src AS key FROM main.part_of WHERE src_type = 'Organization') USING (key)
  GROUP BY part
), known AS (SELECT row_number() OVER (ORDER BY key)::INTEGER AS id, key, kind, sme FROM main.organization)
SELECT o.id, o.key, o.kind, o.sme, g.id AS region, coalesce(k.bit, 0) | CASE WHEN o.sme THEN s.bit ELSE 0 END AS traits,
       coalesce(w.id, o.id) AS whole
FROM known o JOIN star.trait s ON s.key = 'sme' LEFT JOIN star.trait k ON k.key = o.kind
LEFT JOIN top t ON t.part = o.key LEFT JOIN known w ON w.key = t.key
LEFT JOIN main.located_in l ON l.src = o.key AND l.role = 'seat' LEFT JOIN star.region g ON g.key = l.dst ORDER BY o.id

-- name: called
-- Organizations by what they are found by.
SELECT DISTINCT unnest(spellings) AS spelling, key FROM main.organization ORDER BY spelling, key

-- name: person
-- Persons; those of one name, whatever its case, share a number.
SELECT row_number() OVER (ORDER BY key)::INTEGER AS id, key,
       CASE WHEN called IS NOT NULL THEN dense_rank() OVER (ORDER BY called) END::INTEGER AS name
FROM (SELECT key, lower(coalesce(name, name_zh)) AS called FROM main.person) ORDER BY key

-- name: patent
-- Publications that a source describes, with the day of grant, the organization that applied where it is one alone, its seat,
-- and the whole of all that did where it is one; whether they have a field of WIPO's, an organization as applicant, one
-- with a seat, and an inventor; and whether an open licence offers their family, or it was licensed or assigned.
WITH described AS (
  SELECT row_number() OVER (ORDER BY unit, key)::INTEGER AS id, key, unit AS family, filing_date, grant_date, legal_status, legal_state
  FROM main.patent WHERE NOT stub
), filed AS (
  SELECT a.src AS key, bool_or(o.region IS NOT NULL) AS seated, bit_or(o.traits) AS traits,
         CASE WHEN count(*) = 1 THEN min(o.id) END AS organization, CASE WHEN count(*) = 1 THEN min(o.region) END AS region,
         CASE WHEN min(o.whole) = max(o.whole) THEN min(o.whole) END AS whole
  FROM main.applicant a JOIN star.organization o ON o.key = a.dst WHERE a.dst_type = 'Organization' GROUP BY a.src
), dealt AS (
  SELECT m.unit AS family, bool_or(e.type = 'open_license' AND e.kind IS NOT DISTINCT FROM 'offer') AS offered,
         bool_or(e.type IN ('license', 'assignment')) AS passed
  FROM main.concerns c JOIN main.event e ON e.key = c.src JOIN main.patent m ON m.key = c.dst GROUP BY m.unit
)
SELECT id, min(id) OVER family AS unit, key, family,
       try_cast(rpad(replace(filing_date, '-', ''), 8, '0') AS INTEGER) AS filed, count(*) OVER family = 1 AS alone,
       coalesce(f.traits, 0) AS traits, f.organization, f.region, f.whole, lower(legal_status) AS status, legal_state AS state,
       try_cast(CASE WHEN length(grant_date) = 10 THEN grant_date END AS DATE) AS granted,
       key IN (SELECT src FROM main.in_industry WHERE starts_with(dst, 'wipo35:')) AS fielded,
       f.key IS NOT NULL AS applied, coalesce(f.seated, false) AS seated,
       key IN (SELECT src FROM main.inventor) AS invented,
       coalesce(d.offered, false) AS offered, coalesce(d.passed, false) AS passed
FROM described LEFT JOIN filed f USING (key) LEFT JOIN dealt d USING (family) WINDOW family AS (PARTITION BY family) ORDER BY id

-- name: applicants
-- Organizations that applied for a patent, each with its seat; joint is true where it has several.
SELECT p.id, p.unit, p.filed, p.alone, p.traits, p.organization IS NULL AS joint, o.id AS organization, o.region, o.whole
FROM main.applicant a JOIN star.patent p ON p.key = a.src JOIN star.organization o ON o.key = a.dst
WHERE a.dst_type = 'Organization' ORDER BY p.id, o.id

-- name: teams
-- Organizations that applied for a family with others, each with its first place in the printed order, and with the traits
-- of all of them.
SELECT unit, organization, place, kind, sme, region, traits, bit_or(traits) OVER family AS among FROM (
  SELECT p.unit, o.id AS organization, min(a.sequence)::INTEGER AS place, o.kind, o.sme, o.region, o.traits
  FROM main.applicant a JOIN star.patent p ON p.key = a.src JOIN star.organization o ON o.key = a.dst
  WHERE a.dst_type = 'Organization' AND p.unit IN (SELECT unit FROM star.applicants WHERE joint OR NOT alone)
  GROUP BY p.unit, o.id, o.kind, o.sme, o.region, o.traits
) WINDOW family AS (PARTITION BY unit) QUALIFY count(*) OVER family > 1 ORDER BY unit, organization

-- name: inventors
-- Inventors of a patent, by inventor, with the organization that applied for it where it is one alone.
SELECT p.id, p.unit, p.filed, p.alone, p.traits, v.id AS person, p.organization, p.whole
FROM main.inventor a JOIN star.patent p ON p.key = a.src JOIN star.person v ON v.key = a.dst ORDER BY v.id, p.id

-- name: industries
-- Industries of a patent, by industry, so that a question about some of them passes over the rest; with the organization
-- that applied for it where it is one alone, and its seat.
SELECT p.id, p.unit, p.filed, p.alone, p.traits, n.id AS industry, i.weight, p.organization, p.region, p.whole
FROM main.in_industry i JOIN star.patent p ON p.key = i.src JOIN star.industry n ON n.key = i.dst
WHERE i.src_type = 'Patent' ORDER BY n.id, p.id

-- name: symbols
-- Class symbols of a patent, of whatever scheme, by symbol; plain is true for those of IPC or CPC.
SELECT p.id, c.id AS class, bool_or(k.scheme IN ('ipc', 'cpc')) AS plain
FROM main.classified k JOIN star.patent p ON p.key = k.src JOIN star.class c ON c.key = k.dst GROUP BY ALL ORDER BY class, p.id

-- name: subclasses
-- Subclasses of a patent, IPC and CPC as one, each with the one before it; of a symbol above them itself, before none.
SELECT p.id, p.unit, p.filed, p.alone, p.traits, k.class,
       lag(k.class) OVER (PARTITION BY p.id, length(c.key) >= 4 ORDER BY k.class) AS previous
FROM (SELECT DISTINCT s.id, c.subclass AS class FROM star.symbols s JOIN star.class c ON c.id = s.class WHERE s.plain) k
JOIN star.patent p USING (id) JOIN star.class c ON c.id = k.class ORDER BY p.id, k.class

-- name: groups
-- Main groups of a patent, IPC and CPC as one, each with the one before it.
SELECT p.id, p.unit, p.filed, p.alone, p.traits, k.class, lag(k.class) OVER (PARTITION BY p.id ORDER BY k.class) AS previous
FROM (SELECT DISTINCT s.id, c.main_group AS class FROM star.symbols s JOIN star.class c ON c.id = s.class
      WHERE s.plain AND c.main_group IS NOT NULL) k
JOIN star.patent p USING (id) ORDER BY p.id, class

-- name: citations
-- Citations between families, both publications described: the citing one, and the one cited; alone is true where both are
-- the only ones of their families.
SELECT g.id, g.unit, g.filed, g.alone AND e.alone AS alone, g.traits, e.id AS cited, e.unit AS cited_unit, e.filed AS cited_filed,
       e.traits AS cited_traits
FROM main.cites c JOIN star.patent g ON g.key = c.src JOIN star.patent e ON e.key = c.dst
WHERE g.unit <> e.unit ORDER BY g.id, e.id

-- name: concerned
-- Publications that events are about, with what tells how long they hold; the family of one that is only named is itself.
SELECT c.src AS event, m.key AS patent, p.id, p.unit, coalesce(m.unit, m.key) AS family, m.office, m.type, m.filing_date
FROM main.concerns c JOIN main.patent m ON m.key = c.dst LEFT JOIN star.patent p ON p.key = m.key
WHERE c.dst_type = 'Patent' ORDER BY c.src, m.key

-- name: sides
-- Parties of events, with the seats of those that are organizations.
SELECT p.src AS event, p.role, p.dst AS party, o.kind, o.sme, o.region
FROM main.party p LEFT JOIN star.organization o ON o.key = p.dst ORDER BY p.src, p.role, p.dst

-- name: touched
-- Industries of events: those that they are about, and those of their patents.
SELECT t.event, list(n.key ORDER BY n.key) AS industries
FROM (SELECT k.event, i.industry FROM star.concerned k JOIN star.industries i USING (id)
      UNION SELECT c.src, n.id FROM main.concerns c JOIN star.industry n ON n.key = c.dst) t
JOIN star.industry n ON n.id = t.industry GROUP BY t.event ORDER BY t.event

-- name: degree
-- Hubs: from how many things edges of a type come to a node, where these are more than twenty, for the types of which some
-- nodes have thousands. What is in no row is soon counted.
SELECT key, edge, degree::INTEGER AS degree FROM (
  SELECT dst AS key, 'APPLICANT' AS edge, count(*) AS degree FROM main.applicant GROUP BY dst
  UNION ALL SELECT dst, 'OWNER', count(*) FROM main.owner GROUP BY dst
  UNION ALL SELECT dst, 'INVENTOR', count(*) FROM main.inventor GROUP BY dst
  UNION ALL SELECT dst, 'IN_INDUSTRY', count(*) FROM main.in_industry GROUP BY dst
  UNION ALL SELECT dst, 'NARROWER', count(*) FROM main.narrower GROUP BY dst
  UNION ALL SELECT dst, 'PART_OF', count(*) FROM main.part_of GROUP BY dst
  UNION ALL SELECT dst, 'LOCATED_IN', count(DISTINCT src) FROM main.located_in GROUP BY dst
  UNION ALL SELECT c.key, 'CLASSIFIED', count(*) FROM star.symbols s JOIN star.class c ON c.id = s.class GROUP BY c.key
) WHERE degree > {{many}} ORDER BY key, edge
