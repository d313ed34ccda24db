<?php // A stand-in, not OpenEMR: what its version 7 has otherwise than version 8.

/**
 * Imitated, by their places in github.com/openemr/openemr:
 *
 * - src/Common/Csrf/CsrfUtils.php (007b04b): collectCsrfToken($subject), verifyCsrfToken($token, $subject), by $_SESSION
 * - src/Common/Crypto/CryptoGen.php (04e4f4d): decryptStandard, which gives false for what it cannot read; turning a
 *   text round stands for encryption
 */

declare(strict_types=1);

namespace OpenEMR\Common\Csrf {
    class CsrfUtils
    {
        public static function collectCsrfToken($subject = 'default')
        {
            $key = $_SESSION['csrf_private_key'] ?? '';
            return $key === '' ? false : substr(hash_hmac('sha256', $subject, $key), 0, 40);
        }

        public static function verifyCsrfToken($token, $subject = 'default')
        {
            $own = self::collectCsrfToken($subject);
            return $own !== false && hash_equals($own, $token);
        }
    }
}

namespace OpenEMR\Common\Crypto {
    class CryptoGen
    {
        public function decryptStandard($value, $customPassword = null, $keySource = 'drive', $minimumVersion = null)
        {
            return str_starts_with($value, '006') ? strrev(substr($value, 3)) : false;
        }
    }
}

namespace StandIn {
    /** @param array<string, mixed> $settings */
    function globals(array $settings): void
    {
        foreach ($settings as $name => $value) {
            $GLOBALS[$name] = $value;
        }
    }

    /** @param array<string, mixed> $values */
    function session(array $values): void
    {
        if (PHP_SAPI !== 'cli' && session_status() === PHP_SESSION_NONE) {
            session_start();
        }
        $_SESSION = $values + ($_SESSION ?? []);
    }
}
