<?php

declare(strict_types=1);

namespace Envcheck\OpenEMR;

use OpenEMR\Services\Globals\GlobalSetting;
use OpenEMR\Services\Globals\GlobalsService;

/**
 * The module's settings, under Administration > Config > Room check. None of them is a user's own to change.
 */
final class Settings
{
    public const URL = 'envcheck_url';
    public const KEY = 'envcheck_key';
    public const PROFILE = 'envcheck_profile';
    public const CATEGORIES = 'envcheck_categories';
    public const ALL = [self::URL, self::KEY, self::PROFILE, self::CATEGORIES];

    public function __construct(private readonly Platform $platform)
    {
    }

    /**
     * Where the check is served, such as https://check.example.org or https://example.org/check, without a slash at its
     * end; null where no such address is set. Browsers give a camera to https alone, and to their own machine.
     */
    public function address(): ?string
    {
        $url = rtrim(trim($this->platform->setting(self::URL)), '/');
        $parts = parse_url($url);
        if ($parts === false || array_diff(array_keys($parts), ['scheme', 'host', 'port', 'path'])) {
            return null;
        }
        $own = in_array($parts['host'] ?? '', ['localhost', '127.0.0.1', '[::1]'], true);
        $safe = ($parts['scheme'] ?? '') === 'https' || ($own && ($parts['scheme'] ?? '') === 'http');
        $plain = preg_match('#^https?://[A-Za-z0-9.\-\[\]:]+(/[A-Za-z0-9._~/\-]*)?$#D', $url) === 1;
        return $safe && $plain ? $url : null;
    }

    /**
     * The origin of that address, as a browser writes it.
     */
    public function origin(): ?string
    {
        $address = $this->address();
        if ($address === null) {
            return null;
        }
        $parts = parse_url(strtolower($address));
        $usual = ['https' => 443, 'http' => 80][$parts['scheme']];
        $port = ($parts['port'] ?? $usual) === $usual ? '' : ":{$parts['port']}";
        return "{$parts['scheme']}://{$parts['host']}$port";
    }

    /**
     * The key that signed tokens are made with; '' where none is set, and the server asks for none.
     *
     * @throws NotSetUp the key cannot be read, or is too short to be safe.
     */
    public function key(): string
    {
        $stored = $this->platform->setting(self::KEY);
        if ($stored === '') {
            return '';
        }
        try {
            $key = trim($this->platform->decrypt($stored));
        } catch (\Throwable) { // it may hold what was to be read
            $key = '';
        }
        if (strlen($key) < Token::LEAST_KEY) {
            throw new NotSetUp('the key cannot be read, or has fewer than ' . Token::LEAST_KEY . ' bytes');
        }
        return $key;
    }

    public function profile(): string
    {
        $profile = trim($this->platform->setting(self::PROFILE));
        return preg_match('/^[A-Za-z0-9_-]{1,64}$/D', $profile) ? $profile : 'individual';
    }

    /**
     * Numbers of the calendar's categories that are telehealth; empty where it was left to the module.
     *
     * @return list<string>
     */
    public function categories(): array
    {
        return preg_split('/[\s,;]+/', $this->platform->setting(self::CATEGORIES), -1, PREG_SPLIT_NO_EMPTY) ?: [];
    }

    /**
     * Puts the settings on OpenEMR's page of them.
     */
    public function offer(GlobalsService $service): void
    {
        $words = Words::of($this->platform->language());
        $section = $words->text('section');
        $service->createSection($section);
        $types = [self::KEY => GlobalSetting::DATA_TYPE_ENCRYPTED];
        foreach (self::ALL as $name) {
            $default = $name === self::PROFILE ? 'individual' : '';
            $type = $types[$name] ?? GlobalSetting::DATA_TYPE_TEXT;
            $setting = new GlobalSetting($words->text($name), $type, $default, $words->text("{$name}_told"), false);
            $service->appendToSection($section, $name, $setting);
        }
    }
}
