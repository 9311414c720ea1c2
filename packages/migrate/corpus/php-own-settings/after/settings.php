<?php

$settings = new Settings();
$settings->set('captive_mode', 'true');
$settings->set('redirect_uri', 'https://shop.example/login');
$settings->save();

$link = $base . '/v2.1/widget/add_connection?session_id=' . $session . '&wait_sync_end=' . $settings->get('captive_mode');
