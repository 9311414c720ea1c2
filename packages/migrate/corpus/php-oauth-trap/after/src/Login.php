<?php

class Login
{
    public function address(string $state): string
    {
        $query = [
            'response_type' => 'code',
            'client_id' => $this->id,
            'redirect_uri' => $this->back,
            'state' => $state,
        ];
        return $this->auth . '/signin?' . http_build_query($query);
    }

    public function token(string $code): array
    {
        return $this->post('/token', ['grant_type' => 'authorization_code', 'code' => $code, 'redirect_uri' => $this->back]);
    }

    public function manage(string $session): string
    {
        return "{$this->embed}/v2.1/widget/manage_accounts?session_id={$session}&redirect_url=" . urlencode($this->back);
    }
}
