<?php
/**
 * The same shop with a controller, as frameworks have them.
 *
 *   RACCORD_URL=http://127.0.0.1:4400 php -S 127.0.0.1:5000 public/index.php
 */
declare(strict_types=1);

require __DIR__ . '/../../php/Raccord.php';
require __DIR__ . '/../src/Kernel.php';
require __DIR__ . '/../src/ToldEvents.php';
require __DIR__ . '/../src/BankController.php';

$raccord = new Raccord(getenv('RACCORD_URL') ?: 'http://127.0.0.1:4400', getenv('CLIENT_ID') ?: 'sandbox', getenv('CLIENT_SECRET') ?: 'sandbox-secret');
$told = new ToldEvents(sys_get_temp_dir() . '/raccord-controllers-' . $_SERVER['SERVER_PORT'] . '.json');
session_start();

try {
    handle(new BankController($raccord, $told), Request::fromGlobals())->send();
} catch (SignedOut) {
    Response::redirect('/')->send();
} catch (RaccordError $error) {
    (new Response(htmlspecialchars($error->errorCode), 502))->send();
}
