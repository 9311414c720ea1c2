<?php

$accept = $base . '/widget/terms?session_id=' . $session . '&redirect_uri=' . urlencode($next);
$details = $base . '/widget/professional-account?session_id=' . $session;
$add = $base . '/widget/add_connection?session_id=' . $session . '&channel_definition_id=12301';
$savings = $base . '/widget/add_connection?session_id=' . $session . '&channel_definition_id=' . $channel;
