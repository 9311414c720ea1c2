<?php

namespace App;

final class Widget
{
    private const ADD = '/widget/add_connection';

    public function __construct(private string $base, private string $id, private string $secret) {}

    public function session(string $accessToken): array
    {
        $call = curl_init($this->base . '/widget_session');
        curl_setopt($call, CURLOPT_POSTFIELDS, http_build_query([
            'access_token' => $accessToken,
            'client_id' => $this->id,
            'client_secret' => $this->secret,
        ]));
        return json_decode(curl_exec($call), true);
    }

    public function link(string $session, string $back): string
    {
        $query = [
            'session_id' => $session,
            'captive_mode' => 'true',
            'redirect_uri' => $back,
            'select_accounts' => 'false',
        ];
        return $this->base . self::ADD . '?' . http_build_query($query);
    }
}
