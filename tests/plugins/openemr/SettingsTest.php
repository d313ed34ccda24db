<?php

/**
 * The module's settings and words, beside stand-ins of OpenEMR's own classes.
 */

declare(strict_types=1);

use Envcheck\OpenEMR\Bootstrap;
use Envcheck\OpenEMR\Platform;
use Envcheck\OpenEMR\Settings;
use Envcheck\OpenEMR\Words;
use OpenEMR\Events\Globals\GlobalsInitializedEvent;
use OpenEMR\Services\Globals\GlobalsService;
use Symfony\Component\EventDispatcher\EventDispatcher;

require_once __DIR__ . '/ModuleCase.php';

final class SettingsTest extends ModuleCase
{
    /** @dataProvider addresses */
    public function testAnAddressIsTakenAsPeopleWriteIt(string $given, ?string $address, ?string $origin): void
    {
        StandIn\globals([Settings::URL => $given]);
        $settings = new Settings(new Platform());
        self::assertSame([$address, $origin], [$settings->address(), $settings->origin()]);
    }

    public static function addresses(): array
    {
        return [
            [' https://check.test/ ', 'https://check.test', 'https://check.test'],
            ['https://Check.Test:443/a/b', 'https://Check.Test:443/a/b', 'https://check.test'],
            ['https://check.test:8443', 'https://check.test:8443', 'https://check.test:8443'],
            ['http://127.0.0.1:8765', 'http://127.0.0.1:8765', 'http://127.0.0.1:8765'],
            ['http://[::1]:8765', 'http://[::1]:8765', 'http://[::1]:8765'],
            ['http://localhost.evil.test', null, null],
            ['check.test', null, null],
            ["https://check.test\n", 'https://check.test', 'https://check.test'],
        ];
    }

    public function testTheSettingsAreOfferedToAdministratorsAlone(): void
    {
        $dispatcher = new EventDispatcher();
        (new Bootstrap($dispatcher))->subscribeToEvents();
        $service = new GlobalsService([], [], []);
        $dispatcher->dispatch(new GlobalsInitializedEvent($service), GlobalsInitializedEvent::EVENT_HANDLE);
        $offered = $service->getGlobalsMetadata()['Room check'];
        self::assertSame(Settings::ALL, array_keys($offered));
        self::assertSame('encrypted', $offered[Settings::KEY][1]);
        self::assertSame([], $service->getUserSpecificGlobals());
    }

    public function testAProfileIsAName(): void
    {
        foreach (['co-therapists' => 'co-therapists', '' => 'individual', 'a&b=c' => 'individual'] as $given => $taken) {
            StandIn\globals([Settings::PROFILE => $given]);
            self::assertSame($taken, (new Settings(new Platform()))->profile());
        }
    }

    public function testEveryLanguageHasEveryWord(): void
    {
        $english = Words::of('English (Standard)')->all();
        $known = ['German' => 'de', 'Spanish (Latin American)' => 'es', 'French (Canadian)' => 'fr', 'Arabic' => 'ar'];
        foreach ($known as $name => $lang) {
            $words = Words::of($name);
            self::assertSame($lang, $words->lang);
            self::assertSame(array_keys($english), array_keys($words->all()));
            self::assertNotContains('', $words->all());
            self::assertSame([], array_intersect_assoc($english, $words->all()));
        }
        self::assertSame('rtl', Words::of('Arabic')->direction());
        self::assertSame('en', Words::of('Klingon')->lang);
    }
}
