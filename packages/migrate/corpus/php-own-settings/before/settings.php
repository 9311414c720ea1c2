<?php

$settings = new Settings();
$settings->set('captive_mode', 'true');
$settings->set('redirect_uri', 'https://shop.example/login');
$settings->save();

$link = $base . '/widget/add_connection?session_id=' . $session . '&captive_mode=' . $settings->get('captive_mode');
