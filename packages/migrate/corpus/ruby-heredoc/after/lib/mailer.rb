def body(base, session)
  <<~HTML
    <p>One question of your bank is open.</p>
    <a href="#{base}/v2.1/widget/user_input?session_id=#{session}&wait_sync_end=false">Answer it</a>
  HTML
end
