<?php

function add_link($base, $session, $back)
{
    return sprintf('%s/widget/add_connection?session_id=%s&redirect_uri=%s&captive_mode=%d', $base, $session, rawurlencode($back), 1);
}

function add_link_later($base, $session)
{
    $link = $base . '/widget/add_connection?session_id=' . $session;
    $link .= '&captive_mode=true';
    if (isset($_GET['channel'])) {
        $link .= '&channel_definition_id=' . $_GET['channel'];
    }
    return $link;
}
