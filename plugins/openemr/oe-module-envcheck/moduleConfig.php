<?php

/**
 * What the module manager shows as the module's configuration: where its settings are.
 */

declare(strict_types=1);

use Envcheck\OpenEMR\Platform;
use Envcheck\OpenEMR\Words;

require_once __DIR__ . '/../../../globals.php';
require_once __DIR__ . '/src/Platform.php';
require_once __DIR__ . '/src/Words.php';

$words = Words::of((new Platform())->language());
?>
<!doctype html>
<html lang="<?= $words->lang ?>" dir="<?= $words->direction() ?>">
<meta charset="utf-8">
<title><?= htmlspecialchars($words->text('section')) ?></title>
<p><?= htmlspecialchars($words->text('configured')) ?></p>
</html>
