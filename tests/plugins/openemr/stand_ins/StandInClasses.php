<?php // A stand-in, not OpenEMR: classes that its versions 7 and 8 share, with the names and signatures the module uses.

/**
 * Imitated, by their places in github.com/openemr/openemr:
 *
 * - src/Events/Appointments/AppointmentRenderEvent.php (448d5f0): names of events, getAppt
 * - src/Events/Globals/GlobalsInitializedEvent.php: EVENT_HANDLE, getGlobalsService
 * - src/Services/Globals/GlobalsService.php (0107e7f): createSection, appendToSection, getGlobalsMetadata
 * - src/Services/Globals/GlobalSetting.php: its constructor, format, isUserSetting, the types text and encrypted
 * - src/Common/Acl/AclMain.php (045f884): aclCheckCore; who may what is said by a test
 * - src/Common/Database/QueryUtils.php: querySingleRow, sqlStatementThrowException; there is no database
 * - src/Common/Twig/TwigContainer.php (0520359): getTwig, on Debian's Twig, which escapes nothing by itself there either
 * - src/Core/Kernel.php: getEventDispatcher, on Debian's Symfony
 * - src/Core/ModulesClassLoader.php (007b04b): registerNamespaceIfNotExists
 * - src/Core/AbstractModuleActionListener.php (007b04b): what a listener has to have
 */

declare(strict_types=1);

namespace OpenEMR\Events\Appointments {
    class AppointmentRenderEvent extends \Symfony\Contracts\EventDispatcher\Event
    {
        const RENDER_JAVASCRIPT = 'appointment.render.javascript';
        const RENDER_BELOW_PATIENT = 'appointment.render.below.patient';
        const RENDER_BEFORE_ACTION_BAR = 'appointment.render.action-bar.before';

        public function __construct(private $appt)
        {
        }

        public function getAppt(): array
        {
            return $this->appt;
        }
    }
}

namespace OpenEMR\Events\Globals {
    class GlobalsInitializedEvent extends \Symfony\Contracts\EventDispatcher\Event
    {
        const EVENT_HANDLE = 'globals.initialized';

        public function __construct(private readonly \OpenEMR\Services\Globals\GlobalsService $globalsService)
        {
        }

        public function getGlobalsService()
        {
            return $this->globalsService;
        }
    }
}

namespace OpenEMR\Services\Globals {
    class GlobalSetting
    {
        const DATA_TYPE_TEXT = 'text';
        const DATA_TYPE_ENCRYPTED = 'encrypted';

        public function __construct(
            protected $label,
            protected $dataType,
            protected $default,
            protected $description,
            protected $isUserSetting = false,
        ) {
        }

        public function format()
        {
            return [$this->label, $this->dataType, $this->default, $this->description];
        }

        public function isUserSetting()
        {
            return $this->isUserSetting;
        }
    }

    class GlobalsService
    {
        private array $userSpecificGlobals = [];

        public function __construct(private $globalsMetadata, $userSpecificGlobals, $userSpecificTabs)
        {
        }

        public function createSection($section, $beforeSection = false)
        {
            if (isset($this->globalsMetadata[$section])) {
                throw new \Exception('Section already exists and cannot be created');
            }
            $this->globalsMetadata[$section] = [];
        }

        public function appendToSection($section, $key, GlobalSetting $global)
        {
            $this->globalsMetadata[$section][$key] = $global->format();
            if ($global->isUserSetting()) {
                $this->userSpecificGlobals[] = $key;
            }
        }

        public function getGlobalsMetadata()
        {
            return $this->globalsMetadata;
        }

        public function getUserSpecificGlobals()
        {
            return $this->userSpecificGlobals;
        }
    }
}

namespace OpenEMR\Common\Acl {
    class AclMain
    {
        /** @var list<array> what was asked */
        public static array $asked = [];
        public static bool $allows = true;

        public static function aclCheckCore($section, $value, $user = '', $return_value = '')
        {
            self::$asked[] = [$section, $value, $user, $return_value];
            return self::$allows;
        }
    }
}

namespace OpenEMR\Common\Database {
    class QueryUtils
    {
        /** @var array<int, string> rows of lang_languages */
        public static array $languages = [1 => 'English (Standard)', 5 => 'German', 23 => 'Arabic'];
        /** @var list<array> statements that were run */
        public static array $run = [];

        public static function querySingleRow($statement, $params = [])
        {
            $found = self::$languages[(int) $params[0]] ?? null;
            return $found === null ? false : ['lang_description' => $found];
        }

        public static function sqlStatementThrowException($statement, $binds = [])
        {
            self::$run[] = [$statement, $binds];
        }
    }
}

namespace OpenEMR\Common\Twig {
    class TwigContainer
    {
        public function __construct(private readonly ?string $path = null, ?\OpenEMR\Core\Kernel $kernel = null)
        {
        }

        public function getTwig(): \Twig\Environment
        {
            $loader = new \Twig\Loader\FilesystemLoader([$this->path]);
            return new \Twig\Environment($loader, ['autoescape' => false, 'strict_variables' => true]);
        }
    }
}

namespace OpenEMR\Core {
    class Kernel
    {
        private readonly \Symfony\Component\EventDispatcher\EventDispatcher $dispatcher;

        public function __construct()
        {
            $this->dispatcher = new \Symfony\Component\EventDispatcher\EventDispatcher();
        }

        public function getEventDispatcher()
        {
            return $this->dispatcher;
        }
    }

    class ModulesClassLoader
    {
        public function registerNamespaceIfNotExists($namespace, $paths)
        {
            spl_autoload_register(function (string $class) use ($namespace, $paths): void {
                if (str_starts_with($class, $namespace)) {
                    require $paths . '/' . str_replace('\\', '/', substr($class, strlen($namespace))) . '.php';
                }
            });
            return true;
        }
    }

    abstract class AbstractModuleActionListener
    {
        abstract public function moduleManagerAction($methodName, $modId, string $currentActionStatus = 'Success'): string;

        abstract protected static function getModuleNamespace(): string;

        abstract protected static function initListenerSelf();
    }
}
