<?php

/**
 * What the tests of the module share: its classes, and a practice that has set it up.
 */

declare(strict_types=1);

use Envcheck\OpenEMR\Settings;
use OpenEMR\Common\Acl\AclMain;
use OpenEMR\Common\Database\QueryUtils;
use OpenEMR\Core\ModulesClassLoader;
use PHPUnit\Framework\TestCase;

const MODULE = __DIR__ . '/../../../plugins/openemr/oe-module-envcheck';
const KEY = 'a shared key of thirty-two bytes or more';
const NOW = 1_800_000_000;

(new ModulesClassLoader())->registerNamespaceIfNotExists('Envcheck\\OpenEMR\\', MODULE . '/src');

abstract class ModuleCase extends TestCase
{
    private string|false $log;

    protected function setUp(): void
    {
        StandIn\globals(['webroot' => '/openemr', 'kernel' => null, Settings::URL => 'https://check.test/room/',
            Settings::KEY => '006' . strrev(KEY), Settings::PROFILE => '', Settings::CATEGORIES => '10, 11']);
        StandIn\session(['authUserID' => 3, 'authUser' => 'somebody', 'csrf_private_key' => 'k', 'language_choice' => 1]);
        AclMain::$allows = true;
        AclMain::$asked = QueryUtils::$run = [];
        $this->log = ini_set('error_log', tempnam(sys_get_temp_dir(), 'log'));
    }

    protected function tearDown(): void
    {
        unlink(ini_get('error_log'));
        ini_set('error_log', (string) $this->log);
    }

    protected function logged(): string
    {
        return file_get_contents(ini_get('error_log'));
    }
}
