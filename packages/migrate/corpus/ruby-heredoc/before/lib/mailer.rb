def body(base, session)
  <<~HTML
    <p>One question of your bank is open.</p>
    <a href="#{base}/widget/user_input?session_id=#{session}&captive_mode=false">Answer it</a>
  HTML
end
