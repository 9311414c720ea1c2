class Bank
  include HTTParty
  base_uri ENV.fetch("EMBED_BASE")

  def manage(session, back)
    self.class.get("/v2.1/widget/manage_accounts", query: { session_id: session, redirect_url: back, wait_sync_end: false })
  end
end
