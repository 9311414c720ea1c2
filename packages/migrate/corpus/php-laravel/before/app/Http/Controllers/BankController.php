<?php

namespace App\Http\Controllers;

use Illuminate\Support\Facades\Http;

class BankController
{
    public function connect()
    {
        $session = Http::asForm()->post(config('bank.embed') . '/widget_session', [
            'access_token' => session('bank_token'),
            'client_id' => config('bank.id'),
            'client_secret' => config('bank.secret'),
        ])->json();

        $link = $session['_links']['add_connection'];

        return redirect($link . '&captive_mode=true&redirect_uri=' . urlencode(route('bank.done')));
    }
}
