-- name: newest
SELECT max(publication_date) AS newest FROM patent WHERE NOT stub
