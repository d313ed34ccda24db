<?php

declare(strict_types=1);

namespace Envcheck\OpenEMR;

/**
 * A setting is missing or cannot be used; the message tells which, and holds no secret.
 */
final class NotSetUp extends \RuntimeException
{
}
