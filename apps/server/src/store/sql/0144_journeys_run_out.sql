-- From now on a journey to which nobody came back is ended, and told, when its session is over. What was over before is told nobody.
update journey set finished_at = widget_session.expires_at
from widget_session
where widget_session.id_hash = journey.session_hash and journey.finished_at is null and widget_session.expires_at < now();
