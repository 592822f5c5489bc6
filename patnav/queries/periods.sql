-- name: newest
SELECT max(publication_date) AS newest, count(filing_date) AS filed FROM patent WHERE NOT stub
