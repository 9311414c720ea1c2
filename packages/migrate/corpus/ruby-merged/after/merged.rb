DEFAULTS = { captive_mode: true }.freeze

def add(base, session, more)
  query = DEFAULTS.merge(more).merge(session_id: session)
  "#{base}/v2.1/widget/add_connection?#{query.to_query}"
end
