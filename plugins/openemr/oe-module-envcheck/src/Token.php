<?php

declare(strict_types=1);

namespace Envcheck\OpenEMR;

/**
 * A signed token for one check: JSON Web Token (RFC 7519) with HS256, for the audience `envcheck`. It names nobody: not
 * who checks, not for whom, not where.
 */
final class Token
{
    /** Bytes of a key: as many as the digest of HS256 has (RFC 7518, section 3.2). */
    public const LEAST_KEY = 32;

    /** How long it may be used: a check takes a few minutes. */
    public const SECONDS = 900;

    /**
     * @param string $key shared with the server, at least LEAST_KEY bytes
     * @param int $now seconds since 1970
     * @throws NotSetUp the key is too short
     */
    public static function signed(string $key, int $now): string
    {
        if (strlen($key) < self::LEAST_KEY) {
            throw new NotSetUp('the key has fewer than ' . self::LEAST_KEY . ' bytes');
        }
        $claims = ['aud' => 'envcheck', 'scope' => 'create read', 'iat' => $now, 'exp' => $now + self::SECONDS];
        $signed = self::part(['alg' => 'HS256', 'typ' => 'JWT']) . '.' . self::part($claims);
        return $signed . '.' . self::base64url(hash_hmac('sha256', $signed, $key, true));
    }

    /** @param array<string, int|string> $values */
    private static function part(array $values): string
    {
        return self::base64url(json_encode($values, JSON_THROW_ON_ERROR));
    }

    private static function base64url(string $bytes): string
    {
        return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
    }
}
