<?php // A stand-in, not OpenEMR: what its version 8 has otherwise than version 7.

/**
 * Imitated, by their places in github.com/openemr/openemr:
 *
 * - src/Common/Csrf/CsrfUtils.php of 8: collectCsrfToken(SessionInterface $session, $subject) and
 *   verifyCsrfToken($token, SessionInterface $session, $subject)
 * - src/Common/Session/SessionWrapperFactory.php (09c2227): getActiveSession, on Debian's Symfony
 * - src/Core/OEGlobalsBag.php (0701c6c): getInstance, on Debian's Symfony
 * - src/BC/ServiceContainer.php (0423381): getCrypto
 * - src/Common/Crypto/CryptoInterface.php (065a1fe): decryptFromDatabase, which throws where it cannot read; turning a
 *   text round stands for encryption
 */

declare(strict_types=1);

namespace OpenEMR\Common\Csrf {
    use Symfony\Component\HttpFoundation\Session\SessionInterface;

    class CsrfUtils
    {
        public static function collectCsrfToken(SessionInterface $session, string $subject = 'default'): string
        {
            return substr(hash_hmac('sha256', $subject, $session->get('csrf_private_key')), 0, 40);
        }

        public static function verifyCsrfToken($token, SessionInterface $session, string $subject = 'default'): bool
        {
            return hash_equals(self::collectCsrfToken($session, $subject), $token);
        }
    }
}

namespace OpenEMR\Common\Session {
    use Symfony\Component\HttpFoundation\Session\Session;
    use Symfony\Component\HttpFoundation\Session\Storage\MockArraySessionStorage;
    use Symfony\Component\HttpFoundation\Session\Storage\NativeSessionStorage;

    class SessionWrapperFactory
    {
        private static ?self $instance = null;
        private readonly Session $session;

        private function __construct()
        {
            $storage = PHP_SAPI === 'cli' ? new MockArraySessionStorage() : new NativeSessionStorage();
            $this->session = new Session($storage);
            $this->session->start();
        }

        public static function getInstance(): self
        {
            return self::$instance ??= new self();
        }

        public function getActiveSession(): Session
        {
            return $this->session;
        }
    }
}

namespace OpenEMR\Core {
    class OEGlobalsBag extends \Symfony\Component\HttpFoundation\ParameterBag
    {
        private static ?self $instance = null;

        public static function getInstance(): self
        {
            return self::$instance ??= new self();
        }
    }
}

namespace OpenEMR\Common\Crypto {
    class CryptoGen
    {
        public function decryptFromDatabase(?string $value, ?int $minimumVersion = null): string
        {
            return str_starts_with($value, '006') ? strrev(substr($value, 3)) : throw new \Exception("cannot: $value");
        }
    }
}

namespace OpenEMR\BC {
    class ServiceContainer
    {
        public static function getCrypto(): \OpenEMR\Common\Crypto\CryptoGen
        {
            return new \OpenEMR\Common\Crypto\CryptoGen();
        }
    }
}

namespace StandIn {
    /** @param array<string, mixed> $settings */
    function globals(array $settings): void
    {
        \OpenEMR\Core\OEGlobalsBag::getInstance()->add($settings);
    }

    /** @param array<string, mixed> $values */
    function session(array $values): void
    {
        $session = \OpenEMR\Common\Session\SessionWrapperFactory::getInstance()->getActiveSession();
        foreach ($values as $key => $value) {
            $session->set($key, $value);
        }
    }
}
