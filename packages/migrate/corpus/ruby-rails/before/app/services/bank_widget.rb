# Opens the pages of the bank widget.
class BankWidget
  def initialize(base, id, secret)
    @base = base
    @id = id
    @secret = secret
  end

  def session(token)
    Faraday.post("#{@base}/widget_session", { access_token: token, client_id: @id, client_secret: @secret })
  end

  def add_link(session, back)
    query = { session_id: session, captive_mode: true, redirect_uri: back }
    "#{@base}/widget/add_connection?#{query.to_query}"
  end

  def manage_link(session)
    uri = URI.join(@base, "/widget/manage_accounts")
    uri.query = URI.encode_www_form(session_id: session, :captive_mode => false)
    uri.to_s
  end

  def login_link(back)
    query = { response_type: "code", redirect_uri: back }
    "#{@auth}/signin?#{query.to_query}"
  end
end
