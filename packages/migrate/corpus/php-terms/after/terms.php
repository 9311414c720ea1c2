<?php

$accept = $base . '/widget/terms?session_id=' . $session . '&redirect_uri=' . urlencode($next);
$details = $base . '/widget/professional-account?session_id=' . $session;
$add = $base . '/v2.1/widget/add_connection?session_id=' . $session . '&expected_account_types=PAYMENT&provider_id=123';
$savings = $base . '/v2.1/widget/add_connection?session_id=' . $session . '&channel_definition_id=' . $channel;
