<?php

function message(string $base, string $session): string
{
    # captive_mode stays off in mails
    return <<<HTML
      <p>Hello,</p>
      <a href="$base/widget/user_input?session_id=$session&captive_mode=false">answer your bank</a>
    HTML;
}
