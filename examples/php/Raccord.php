<?php
/** A small client of Raccord: PHP 8.1 and later, no extension but json and openssl (for https). Copy it, change it. */
declare(strict_types=1);

final class RaccordError extends RuntimeException
{
    public function __construct(public readonly int $status, public readonly string $errorCode, string $description, public readonly ?string $requestId = null)
    {
        parent::__construct("$errorCode: $description");
    }
}

/** @internal One exchange. A redirect is not followed: a token goes to no address that an answer names. */
function raccord_exchange(string $method, string $url, ?string $token = null, ?array $body = null): array
{
    $headers = ['Accept: application/json'];
    if ($token !== null) {
        $headers[] = "Authorization: Bearer $token";
    }
    $options = ['method' => $method, 'ignore_errors' => true, 'follow_location' => 0, 'timeout' => 30];
    if ($body !== null) {
        $headers[] = 'Content-Type: application/json';
        $options['content'] = json_encode((object) $body, JSON_THROW_ON_ERROR);
    }
    $context = stream_context_create(['http' => $options + ['header' => implode("\r\n", $headers)]]);
    $text = @file_get_contents($url, false, $context);
    $answered = $http_response_header ?? [];
    if ($text === false || !preg_match('~^HTTP/\S+ (\d{3})~', $answered[0] ?? '', $line)) {
        throw new RaccordError(0, 'unreachable', 'Raccord can not be reached');
    }
    $named = [];
    foreach ($answered as $header) {
        if (str_contains($header, ':')) {
            [$name, $value] = explode(':', $header, 2);
            $named[strtolower($name)] = trim($value);
        }
    }
    $status = (int) $line[1];
    $read = $text === '' ? null : json_decode($text, true);
    if ($status < 200 || $status > 299) {
        $code = is_array($read) && is_string($read['error'] ?? null) ? $read['error'] : 'unreadable_answer';
        throw new RaccordError($status, $code, (string) ($read['error_description'] ?? ''), $named['x-request-id'] ?? null);
    }
    return [$read, $named];
}

/** Lists are joined by commas; true and false are written out. */
function raccord_query(array $fields): string
{
    $flat = [];
    foreach ($fields as $name => $value) {
        if ($value === null) {
            continue;
        }
        $flat[$name] = is_bool($value) ? ($value ? 'true' : 'false') : (is_array($value) ? implode(',', $value) : $value);
    }
    return http_build_query($flat);
}

abstract class RaccordCaller
{
    public ?array $tokens = null;

    abstract protected function base(): string;

    /** @return bool whether there is a new token now */
    abstract protected function renew(): bool;

    public function call(string $method, string $path, array $query = [], ?array $body = null): mixed
    {
        return $this->send($method, $path, $query, $body)[0];
    }

    /** Everything, over as many pages as there are. */
    public function each(string $path, array $query = []): Generator
    {
        $query += ['limit' => 500];
        while (true) {
            [$items, $headers] = $this->send('GET', $path, $query, null);
            foreach ($items as $item) {
                yield $item;
            }
            if (!preg_match('~<([^>]*)>\s*;[^,]*rel="?next~', $headers['link'] ?? '', $link)) {
                return;
            }
            parse_str((string) parse_url($link[1], PHP_URL_QUERY), $next);
            if (!isset($next['cursor']) || $next['cursor'] === ($query['cursor'] ?? null)) {
                return;
            }
            $query['cursor'] = $next['cursor'];
        }
    }

    private function send(string $method, string $path, array $query, ?array $body): array
    {
        $url = $this->base() . $path . ($query === [] ? '' : '?' . raccord_query($query));
        try {
            return raccord_exchange($method, $url, $this->token(), $body);
        } catch (RaccordError $error) {
            if ($error->errorCode !== 'invalid_token' || !$this->renew()) {
                throw $error;
            }
            return raccord_exchange($method, $url, $this->tokens['access_token'], $body);
        }
    }

    protected function token(): string
    {
        if ($this->tokens === null || $this->tokens['expires_at'] - 30 < time()) {
            $this->renew();
        }
        return $this->tokens['access_token'];
    }
}

/** Your application. `call` uses the client's own token. */
final class Raccord extends RaccordCaller
{
    public function __construct(private string $url, private string $clientId, private string $clientSecret)
    {
        $this->url = rtrim($url, '/');
    }

    public function grant(array $fields): array
    {
        [$token] = raccord_exchange('POST', "$this->url/token", null, $this->client() + $fields);
        return $token + ['expires_at' => time() + $token['expires_in']];
    }

    public function signIn(string $email, string $password): RaccordUser
    {
        return new RaccordUser($this, $this->grant(['grant_type' => 'password', 'username' => $email, 'password' => $password]));
    }

    public function client(): array
    {
        return ['client_id' => $this->clientId, 'client_secret' => $this->clientSecret];
    }

    public function base(): string
    {
        return $this->url;
    }

    protected function renew(): bool
    {
        $this->tokens = $this->grant(['grant_type' => 'client_credentials']);
        return true;
    }
}

/** One of your users. Keep `tokens` when they change: a refresh token is good once. */
final class RaccordUser extends RaccordCaller
{
    /** @var ?callable(array): void */
    public $onTokens = null;

    public function __construct(private Raccord $raccord, array $tokens)
    {
        $this->tokens = $tokens;
    }

    /** @return array{string, string} the link and the id of its session */
    public function widgetLink(string $endpoint = 'add_connection', array $parameters = []): array
    {
        $body = $this->raccord->client() + ['access_token' => $this->token()];
        [$session] = raccord_exchange('POST', $this->base() . '/v2.1/widget_session', null, $body);
        return [$session['_links'][$endpoint] . '&' . raccord_query($parameters), $session['session_id']];
    }

    protected function base(): string
    {
        return $this->raccord->base();
    }

    protected function renew(): bool
    {
        if (!isset($this->tokens['refresh_token'])) {
            return false;
        }
        $this->tokens = $this->raccord->grant(['grant_type' => 'refresh_token', 'refresh_token' => $this->tokens['refresh_token']]);
        if ($this->onTokens !== null) {
            ($this->onTokens)($this->tokens);
        }
        return true;
    }
}

/** The event, or UnexpectedValueException. `$body` as it came: file_get_contents('php://input'). Standard Webhooks. */
function raccord_verify_webhook(string $secret, array $headers, string $body, int $tolerance = 300): array
{
    $headers = array_change_key_case($headers);
    $id = $headers['webhook-id'] ?? '';
    $stamp = $headers['webhook-timestamp'] ?? '';
    if (!preg_match('/^\d{1,12}$/', $stamp) || abs(time() - (int) $stamp) > $tolerance) {
        throw new UnexpectedValueException('this delivery is not of now');
    }
    $key = base64_decode(preg_replace('/^whsec_/', '', $secret), true);
    if ($key === false || $key === '') {
        throw new UnexpectedValueException('the secret is not whsec_ and base64');
    }
    $wanted = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$stamp.$body", $key, true));
    foreach (explode(' ', $headers['webhook-signature'] ?? '') as $given) {
        if (hash_equals($wanted, $given)) {
            return json_decode($body, true, 512, JSON_THROW_ON_ERROR);
        }
    }
    throw new UnexpectedValueException('no signature of this delivery is by this secret');
}
