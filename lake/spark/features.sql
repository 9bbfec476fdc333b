-- Written by npm run schema from lake/features: the one definition of every feature.
WITH activity AS (
  SELECT q.lead_id, q.as_of,
    SUM(CASE WHEN i.kind = 'WEBSITE_VISIT' THEN i.quantity ELSE 0 END) AS page_views,
    SUM(CASE WHEN i.kind = 'WEBSITE_VISIT' THEN 1 ELSE 0 END) AS website_visits,
    SUM(CASE WHEN i.kind = 'WEBSITE_VISIT' THEN i.duration_seconds ELSE 0 END) AS time_on_site,
    MAX(CASE WHEN i.kind = 'FORM_SUBMITTED' THEN i.duration_seconds END) AS form_completion_time,
    SUM(CASE WHEN i.kind = 'EMAIL_OPENED' THEN 1 ELSE 0 END) AS email_opens,
    SUM(CASE WHEN i.kind = 'EMAIL_CLICKED' THEN 1 ELSE 0 END) AS email_clicks,
    SUM(CASE WHEN i.kind = 'CALL' AND i.duration_seconds > 0 THEN 1 ELSE 0 END) AS calls_connected,
    SUM(CASE WHEN i.kind = 'CALL' THEN i.duration_seconds ELSE 0 END) AS call_time,
    SUM(CASE WHEN i.kind = 'MEETING' THEN 1 ELSE 0 END) AS meetings,
    SUM(CASE WHEN i.occurred_at > q.as_of - 604800000 THEN 1 ELSE 0 END) AS interactions_7d,
    CAST(q.as_of - MAX(i.occurred_at) AS DOUBLE) / 86400000 AS days_since_interaction
  FROM requested q
  JOIN interactions i
    ON i.lead_id = q.lead_id AND i.occurred_at <= q.as_of AND i.recorded_at <= q.as_of
  GROUP BY q.lead_id, q.as_of
)
SELECT q.lead_id,
  CAST(l.company_size AS DOUBLE) AS company_size,
  CAST(COALESCE(a.page_views, 0) AS DOUBLE) AS page_views,
  CAST(COALESCE(a.website_visits, 0) AS DOUBLE) AS website_visits,
  CAST(COALESCE(a.time_on_site, 0) AS DOUBLE) AS time_on_site,
  CAST(a.form_completion_time AS DOUBLE) AS form_completion_time,
  CAST(COALESCE(a.email_opens, 0) AS DOUBLE) AS email_opens,
  CAST(COALESCE(a.email_clicks, 0) AS DOUBLE) AS email_clicks,
  CAST(COALESCE(a.calls_connected, 0) AS DOUBLE) AS calls_connected,
  CAST(COALESCE(a.call_time, 0) AS DOUBLE) AS call_time,
  CAST(COALESCE(a.meetings, 0) AS DOUBLE) AS meetings,
  CAST(COALESCE(a.interactions_7d, 0) AS DOUBLE) AS interactions_7d,
  CAST(a.days_since_interaction AS DOUBLE) AS days_since_interaction,
  CAST(CAST(q.as_of - l.created_at AS DOUBLE) / 86400000 AS DOUBLE) AS lead_age,
  l.industry AS industry,
  l.country AS country,
  l.source AS referral_source,
  l.licence_type AS licence_type
FROM requested q
JOIN leads l ON l.lead_id = q.lead_id AND l.valid_from <= q.as_of AND q.as_of < l.valid_until
LEFT JOIN activity a ON a.lead_id = q.lead_id AND a.as_of = q.as_of
