<?php
declare(strict_types=1);

/** What webhooks told, and their secret, in a file. A real shop has a database. */
final class ToldEvents
{
    public function __construct(private readonly string $file)
    {
    }

    public function register(Raccord $raccord, string $url): void
    {
        if ($this->read()['secret'] !== '') {
            return;
        }
        $made = $raccord->call('POST', '/v2.1/webhooks', body: ['url' => $url, 'types' => ['connection_created']]);
        $this->write(['secret' => $made['secret'], 'told' => []]);
    }

    public function secret(): string
    {
        return $this->read()['secret'];
    }

    /** Deliveries come at least once. */
    public function keep(array $event): void
    {
        $state = $this->read();
        $state['told'][$event['id']] = $event['type'];
        $this->write($state);
    }

    public function types(): array
    {
        return array_values($this->read()['told']);
    }

    private function read(): array
    {
        $text = is_file($this->file) ? file_get_contents($this->file) : false;
        return $text === false || $text === '' ? ['secret' => '', 'told' => []] : json_decode($text, true, 512, JSON_THROW_ON_ERROR);
    }

    private function write(array $state): void
    {
        touch($this->file);
        chmod($this->file, 0600);
        file_put_contents($this->file, json_encode($state, JSON_THROW_ON_ERROR), LOCK_EX);
    }
}
