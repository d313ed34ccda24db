<?php // A stand-in, not OpenEMR: its interface/globals.php, which signs in, reads the settings and includes the modules.

declare(strict_types=1);

use OpenEMR\Common\Acl\AclMain;
use OpenEMR\Core\Kernel;
use OpenEMR\Core\ModulesClassLoader;

require_once __DIR__ . '/../stand_ins/StandInOpenEmr.php';
require_once __DIR__ . '/../stand_ins/StandInComlink.php';

$told = json_decode(file_get_contents(__DIR__ . '/../told.json'), true, flags: JSON_THROW_ON_ERROR);
AclMain::$allows = $told['allows'];
StandIn\session($told['session'] + ['csrf_private_key' => 'a key of this session alone']);
$kernel = new Kernel();
StandIn\globals($told['settings'] + ['webroot' => '', 'kernel' => $kernel]);
$eventDispatcher = $kernel->getEventDispatcher();
$eventDispatcher->addListener('appointment.render.below.patient', StandIn\launchButton(...));
(function (ModulesClassLoader $classLoader, $eventDispatcher): void {
    include __DIR__ . '/modules/custom_modules/oe-module-envcheck/openemr.bootstrap.php';
})(new ModulesClassLoader(), $eventDispatcher);
