<?php

namespace Shop;

use GuzzleHttp\Client;

class BankClient
{
    private Client $http;

    public function __construct(string $base)
    {
        $this->http = new Client(['base_uri' => $base]);
    }

    public function session(string $token): array
    {
        $answer = $this->http->post('/widget_session', [
            'form_params' => [
                'access_token' => $token,
                'client_id' => getenv('ID'),
                'client_secret' => getenv('SECRET'),
                'captive_mode' => 'true',
            ],
        ]);
        return json_decode($answer->getBody(), true);
    }

    public function page(string $session): string
    {
        return (string) $this->http->get('/v2.1/widget/add_connection', [
            'query' => ['session_id' => $session, 'consent_per_account' => 'true'],
        ])->getBody();
    }
}
