<?php

function add_link($base, $session, $back)
{
    return sprintf('%s/v2.1/widget/add_connection?session_id=%s&redirect_url=%s&wait_sync_end=%d', $base, $session, rawurlencode($back), 1);
}

function add_link_later($base, $session)
{
    $link = $base . '/v2.1/widget/add_connection?session_id=' . $session;
    $link .= '&wait_sync_end=true';
    if (isset($_GET['channel'])) {
        $link .= '&channel_definition_id=' . $_GET['channel'];
    }
    return $link;
}
