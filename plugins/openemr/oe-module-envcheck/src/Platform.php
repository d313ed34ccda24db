<?php

declare(strict_types=1);

namespace Envcheck\OpenEMR;

use OpenEMR\BC\ServiceContainer;
use OpenEMR\Common\Acl\AclMain;
use OpenEMR\Common\Crypto\CryptoGen;
use OpenEMR\Common\Csrf\CsrfUtils;
use OpenEMR\Common\Database\QueryUtils;
use OpenEMR\Common\Session\SessionWrapperFactory;
use OpenEMR\Common\Twig\TwigContainer;
use OpenEMR\Core\OEGlobalsBag;
use Twig\Environment;

/**
 * What the module asks of OpenEMR. Versions 7 and 8 differ in how sessions, form tokens, encrypted settings and globals
 * are reached; no other class here knows.
 */
final class Platform
{
    /** What a form token of this module is good for, and nothing else is. */
    private const SUBJECT = 'envcheck';

    /**
     * A global of OpenEMR as text, '' where there is none.
     */
    public function setting(string $name): string
    {
        $value = $this->global($name);
        return is_scalar($value) ? (string) $value : '';
    }

    /**
     * A value of the session of whoever is signed in, null where there is none.
     */
    public function session(string $key): mixed
    {
        $session = $this->activeSession();
        return $session === null ? $_SESSION[$key] ?? null : $session->get($key);
    }

    /**
     * A form token that this session alone can give back, '' where it has no key for one.
     */
    public function csrfToken(): string
    {
        $session = $this->activeSession();
        $token = $session === null || !$this->csrfTakesSession()
            ? CsrfUtils::collectCsrfToken(self::SUBJECT)
            : CsrfUtils::collectCsrfToken($session, self::SUBJECT);
        return is_string($token) ? $token : '';
    }

    /**
     * True where the form token is this session's.
     */
    public function csrfHolds(string $token): bool
    {
        if ($token === '') {
            return false;
        }
        $session = $this->activeSession();
        return $session === null || !$this->csrfTakesSession()
            ? (bool) CsrfUtils::verifyCsrfToken($token, self::SUBJECT)
            : (bool) CsrfUtils::verifyCsrfToken($token, $session, self::SUBJECT);
    }

    /**
     * True where whoever is signed in may write appointments, as the appointment's own page asks.
     */
    public function mayEditAppointments(): bool
    {
        return (bool) AclMain::aclCheckCore('patients', 'appt', '', ['write', 'wsome']);
    }

    /**
     * An encrypted setting in plain, '' where it cannot be read.
     */
    public function decrypt(string $stored): string
    {
        if ($stored === '') {
            return '';
        }
        $crypto = class_exists(ServiceContainer::class) ? ServiceContainer::getCrypto() : new CryptoGen();
        $plain = method_exists($crypto, 'decryptFromDatabase')
            ? $crypto->decryptFromDatabase($stored)
            : $crypto->decryptStandard($stored);
        return is_string($plain) ? $plain : '';
    }

    /**
     * The language of whoever is signed in as OpenEMR calls it, such as 'French (Canadian)'.
     */
    public function language(): string
    {
        $choice = $this->session('language_choice');
        if (empty($choice)) {
            return '';
        }
        $row = QueryUtils::querySingleRow('SELECT lang_description FROM lang_languages WHERE lang_id = ?', [$choice]);
        return (string) ($row['lang_description'] ?? '');
    }

    /**
     * Where the module's folder `public` lies for browsers; ends without a slash.
     */
    public function publicPath(): string
    {
        return $this->setting('webroot') . '/interface/modules/custom_modules/' . basename(dirname(__DIR__)) . '/public';
    }

    public function twig(): Environment
    {
        return (new TwigContainer(dirname(__DIR__) . '/templates', $this->global('kernel')))->getTwig();
    }

    /**
     * Takes settings away for good, as when the module is unregistered.
     *
     * @param list<string> $names
     */
    public function forget(array $names): void
    {
        foreach ($names as $name) {
            QueryUtils::sqlStatementThrowException('DELETE FROM globals WHERE gl_name = ?', [$name]);
        }
    }

    private function global(string $name): mixed
    {
        $bag = class_exists(OEGlobalsBag::class) ? OEGlobalsBag::getInstance() : null;
        return $bag?->get($name) ?? $GLOBALS[$name] ?? null;
    }

    private function activeSession(): ?object
    {
        return class_exists(SessionWrapperFactory::class)
            ? SessionWrapperFactory::getInstance()->getActiveSession()
            : null;
    }

    private function csrfTakesSession(): bool
    {
        $first = (new \ReflectionMethod(CsrfUtils::class, 'collectCsrfToken'))->getParameters()[0] ?? null;
        return $first?->getName() === 'session';
    }
}
