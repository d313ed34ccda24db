<?php

/**
 * OpenEMR's module manager tells this class what becomes of the module; it wants it without a namespace.
 */

declare(strict_types=1);

use Envcheck\OpenEMR\Platform;
use Envcheck\OpenEMR\Settings;
use OpenEMR\Core\AbstractModuleActionListener;

class ModuleManagerListener extends AbstractModuleActionListener
{
    /**
     * Leaves nothing behind once the module is unregistered.
     *
     * @param string $methodName what is done to the module
     * @param mixed $modId its number
     */
    public function moduleManagerAction($methodName, $modId, string $currentActionStatus = 'Success'): string
    {
        if ($methodName === 'unregister') {
            (new Platform())->forget(Settings::ALL);
        }
        return $currentActionStatus;
    }

    public static function getModuleNamespace(): string
    {
        return 'Envcheck\\OpenEMR\\';
    }

    public static function initListenerSelf(): self
    {
        return new self();
    }
}
