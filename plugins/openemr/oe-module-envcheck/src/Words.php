<?php

declare(strict_types=1);

namespace Envcheck\OpenEMR;

/**
 * What people read, in the languages of envcheck; `words/en.php` has every key.
 */
final class Words
{
    /** By the first word of OpenEMR's name of a language, such as 'Spanish (Latin American)'. */
    private const LANGUAGES = ['arabic' => 'ar', 'french' => 'fr', 'german' => 'de', 'spanish' => 'es'];

    /** @param array<string, string> $texts */
    private function __construct(public readonly string $lang, private readonly array $texts)
    {
    }

    /**
     * The words of a language by OpenEMR's name of it; English where it is another one.
     */
    public static function of(string $language): self
    {
        $lang = self::LANGUAGES[strtolower(strtok($language, ' (') ?: '')] ?? 'en';
        return new self($lang, require __DIR__ . "/words/$lang.php");
    }

    public function text(string $key): string
    {
        return $this->texts[$key];
    }

    /** @return array<string, string> */
    public function all(): array
    {
        return $this->texts;
    }

    /** @return 'ltr'|'rtl' */
    public function direction(): string
    {
        return $this->lang === 'ar' ? 'rtl' : 'ltr';
    }
}
