class Bank
  include HTTParty
  base_uri ENV.fetch("EMBED_BASE")

  def manage(session, back)
    self.class.get("/widget/manage_accounts", query: { session_id: session, redirect_uri: back, captive_mode: false })
  end
end
