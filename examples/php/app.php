<?php
/**
 * A shop that connects its customer's bank, for PHP's own server; with a framework the branches are routes.
 *
 *   RACCORD_URL=http://127.0.0.1:4400 php -S 127.0.0.1:5000 app.php
 */
declare(strict_types=1);
require __DIR__ . '/Raccord.php';

$raccord = new Raccord(getenv('RACCORD_URL') ?: 'http://127.0.0.1:4400', getenv('CLIENT_ID') ?: 'sandbox', getenv('CLIENT_SECRET') ?: 'sandbox-secret');
$here = 'http://' . $_SERVER['HTTP_HOST'];
// What webhooks told, and their secret. A real shop has a database.
$kept = sys_get_temp_dir() . '/raccord-example-' . $_SERVER['SERVER_PORT'] . '.json';
$state = is_file($kept) ? json_decode((string) file_get_contents($kept), true) : ['secret' => null, 'told' => []];
session_start();

function customer(Raccord $raccord): RaccordUser
{
    if (!isset($_SESSION['tokens'])) {
        header('Location: /', true, 303);
        exit;
    }
    $user = new RaccordUser($raccord, $_SESSION['tokens']);
    $user->onTokens = function (array $tokens): void {
        $_SESSION['tokens'] = $tokens;
    };
    return $user;
}

try {
    switch ($_SERVER['REQUEST_METHOD'] . ' ' . parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH)) {
        case 'GET /':
            if ($state['secret'] === null) {
                $made = $raccord->call('POST', '/v2.1/webhooks', body: ['url' => "$here/webhook", 'types' => ['connection_created']]);
                file_put_contents($kept, json_encode(['secret' => $made['secret'], 'told' => []]));
                chmod($kept, 0600);
            }
            $email = bin2hex(random_bytes(6)) . '@example.org';
            $password = bin2hex(random_bytes(16));
            $raccord->call('POST', '/v2.1/users', body: ['email' => $email, 'password' => $password]);
            $_SESSION['tokens'] = $raccord->signIn($email, $password)->tokens;
            echo '<form method="post" action="/connect"><button>Connect my bank</button></form>';
            break;
        case 'POST /connect':
            [$link] = customer($raccord)->widgetLink('add_connection', ['redirect_url' => "$here/accounts", 'locale' => 'en']);
            header("Location: $link", true, 303);
            break;
        case 'GET /accounts':
            foreach (customer($raccord)->call('GET', '/v2.1/accounts') as $account) {
                echo '<li>', htmlspecialchars($account['name']), ': ', $account['balance'] ?? '–', ' ', $account['currency'], '</li>';
            }
            break;
        case 'POST /webhook':
            $event = raccord_verify_webhook((string) $state['secret'], getallheaders(), (string) file_get_contents('php://input'));
            // Deliveries come at least once.
            $state['told'][$event['id']] = $event['type'];
            file_put_contents($kept, json_encode($state), LOCK_EX);
            http_response_code(204);
            break;
        case 'GET /told':
            echo json_encode(array_values($state['told']));
            break;
        default:
            http_response_code(404);
    }
} catch (UnexpectedValueException) {
    http_response_code(400);
} catch (RaccordError $error) {
    http_response_code(502);
    echo '<p>', htmlspecialchars($error->errorCode), '</p>';
}
