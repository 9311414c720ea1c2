<?php
declare(strict_types=1);

/** With Symfony: `Request` and `Response` of HttpFoundation, `Route` of Routing, and the session as it is. */
final class BankController
{
    public function __construct(private readonly Raccord $raccord, private readonly ToldEvents $told)
    {
    }

    #[Route('/', methods: ['GET'])]
    public function home(Request $request): Response
    {
        $this->told->register($this->raccord, $request->address('/webhook'));
        $email = bin2hex(random_bytes(6)) . '@example.org';
        $password = bin2hex(random_bytes(16));
        $this->raccord->call('POST', '/v2.1/users', body: ['email' => $email, 'password' => $password]);
        $_SESSION['tokens'] = $this->raccord->signIn($email, $password)->tokens;
        return new Response('<form method="post" action="/connect"><button>Connect my bank</button></form>');
    }

    #[Route('/connect', methods: ['POST'])]
    public function connect(Request $request): Response
    {
        [$link] = $this->customer()->widgetLink('add_connection', ['redirect_url' => $request->address('/accounts')]);
        return Response::redirect($link);
    }

    #[Route('/accounts', methods: ['GET'])]
    public function accounts(Request $request): Response
    {
        $rows = array_map(
            fn (array $account): string => '<li>' . htmlspecialchars($account['name']) . ': ' . ($account['balance'] ?? '–') . ' ' . $account['currency'] . '</li>',
            $this->customer()->call('GET', '/v2.1/accounts'),
        );
        return new Response('<ul>' . implode('', $rows) . '</ul>');
    }

    #[Route('/webhook', methods: ['POST'])]
    public function webhook(Request $request): Response
    {
        try {
            $event = raccord_verify_webhook($this->told->secret(), $request->headers, $request->body);
        } catch (UnexpectedValueException) {
            return new Response('', 400);
        }
        $this->told->keep($event);
        return new Response('', 204);
    }

    #[Route('/told', methods: ['GET'])]
    public function told(Request $request): Response
    {
        return new Response(json_encode($this->told->types(), JSON_THROW_ON_ERROR), 200, ['Content-Type' => 'application/json']);
    }

    private function customer(): RaccordUser
    {
        if (!isset($_SESSION['tokens'])) {
            throw new SignedOut();
        }
        $user = new RaccordUser($this->raccord, $_SESSION['tokens']);
        $user->onTokens = function (array $tokens): void {
            $_SESSION['tokens'] = $tokens;
        };
        return $user;
    }
}

final class SignedOut extends RuntimeException
{
}
