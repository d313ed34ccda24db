<?php

/**
 * Gives a token for one check, as JSON. OpenEMR's globals.php lets through only those who are signed in.
 */

declare(strict_types=1);

use Envcheck\OpenEMR\Platform;
use Envcheck\OpenEMR\Settings;
use Envcheck\OpenEMR\TokenEndpoint;

require_once __DIR__ . '/../../../../globals.php';

$platform = new Platform();
$endpoint = new TokenEndpoint($platform, new Settings($platform));
[$status, $body] = $endpoint->answer($_SERVER['REQUEST_METHOD'] ?? '', $_POST, time());

http_response_code($status);
header('Content-Type: application/json');
header('Cache-Control: no-store');
echo json_encode($body, JSON_THROW_ON_ERROR);
