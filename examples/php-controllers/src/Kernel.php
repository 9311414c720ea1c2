<?php
declare(strict_types=1);

// What a framework brings: as much of it as the controller needs.

#[Attribute(Attribute::TARGET_METHOD)]
final class Route
{
    public function __construct(public readonly string $path, public readonly array $methods)
    {
    }
}

final class Request
{
    public function __construct(
        public readonly string $method,
        public readonly string $path,
        public readonly array $headers,
        public readonly string $body,
        private readonly string $origin,
    ) {
    }

    public static function fromGlobals(): self
    {
        return new self(
            $_SERVER['REQUEST_METHOD'],
            (string) parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH),
            getallheaders(),
            (string) file_get_contents('php://input'),
            'http://' . $_SERVER['HTTP_HOST'],
        );
    }

    public function address(string $path): string
    {
        return $this->origin . $path;
    }
}

final class Response
{
    public function __construct(
        private readonly string $content,
        private readonly int $status = 200,
        private readonly array $headers = ['Content-Type' => 'text/html; charset=utf-8'],
    ) {
    }

    public static function redirect(string $to): self
    {
        return new self('', 303, ['Location' => $to]);
    }

    public function send(): void
    {
        http_response_code($this->status);
        foreach ($this->headers as $name => $value) {
            header("$name: $value");
        }
        echo $this->content;
    }
}

/** The method of the controller whose route it is. */
function handle(object $controller, Request $request): Response
{
    foreach ((new ReflectionObject($controller))->getMethods(ReflectionMethod::IS_PUBLIC) as $method) {
        foreach ($method->getAttributes(Route::class) as $attribute) {
            $route = $attribute->newInstance();
            if ($route->path === $request->path && in_array($request->method, $route->methods, true)) {
                return $method->invoke($controller, $request);
            }
        }
    }
    return new Response('', 404);
}
