<?php

/**
 * OpenEMR includes this file, with $classLoader and $eventDispatcher, for each request once the module is enabled.
 */

declare(strict_types=1);

namespace Envcheck\OpenEMR;

/** @var \OpenEMR\Core\ModulesClassLoader $classLoader */
$classLoader->registerNamespaceIfNotExists('Envcheck\\OpenEMR\\', __DIR__ . '/src');

/** @var \Symfony\Component\EventDispatcher\EventDispatcherInterface $eventDispatcher */
(new Bootstrap($eventDispatcher))->subscribeToEvents();
