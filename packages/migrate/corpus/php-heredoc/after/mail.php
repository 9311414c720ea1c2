<?php

function message(string $base, string $session): string
{
    # captive_mode stays off in mails
    return <<<HTML
      <p>Hello,</p>
      <a href="$base/v2.1/widget/user_input?session_id=$session&wait_sync_end=false">answer your bank</a>
    HTML;
}
