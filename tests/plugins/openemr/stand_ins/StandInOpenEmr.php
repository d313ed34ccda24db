<?php // A stand-in, not OpenEMR: Debian's Symfony and Twig, and the stand-ins of the version that STAND_IN_OPENEMR names.

declare(strict_types=1);

foreach (['Symfony/Component/EventDispatcher', 'Symfony/Component/HttpFoundation', 'Twig'] as $library) {
    require_once "/usr/share/php/$library/autoload.php";
}
require_once __DIR__ . '/StandInClasses.php';
require_once __DIR__ . '/StandInVersion' . (getenv('STAND_IN_OPENEMR') ?: '7') . '.php';
