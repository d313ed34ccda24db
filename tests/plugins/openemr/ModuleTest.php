<?php

/**
 * The module on Debian's Symfony and Twig, with stand-ins of OpenEMR's own classes.
 */

declare(strict_types=1);

use Envcheck\OpenEMR\Bootstrap;
use Envcheck\OpenEMR\NotSetUp;
use Envcheck\OpenEMR\Platform;
use Envcheck\OpenEMR\Settings;
use Envcheck\OpenEMR\Token;
use Envcheck\OpenEMR\TokenEndpoint;
use OpenEMR\Common\Acl\AclMain;
use OpenEMR\Common\Database\QueryUtils;
use OpenEMR\Events\Appointments\AppointmentRenderEvent;
use Symfony\Component\EventDispatcher\EventDispatcher;

require_once __DIR__ . '/ModuleCase.php';

final class ModuleTest extends ModuleCase
{
    /** @param array<string, mixed> $row */
    private function rendered(array $row = []): string
    {
        $dispatcher = new EventDispatcher();
        (new Bootstrap($dispatcher))->subscribeToEvents();
        $row += ['pc_eid' => '42', 'pc_catid' => '10', 'pc_pid' => '7', 'pc_title' => 'Somebody'];
        ob_start();
        $dispatcher->dispatch(new AppointmentRenderEvent($row), AppointmentRenderEvent::RENDER_BELOW_PATIENT);
        return ob_get_clean();
    }

    /**
     * @param array<mixed>|null $form
     * @return array{int, array<string, string|null>}
     */
    private function answered(?array $form = null, string $method = 'POST'): array
    {
        $platform = new Platform();
        $form ??= ['csrf_token_form' => $platform->csrfToken()];
        return (new TokenEndpoint($platform, new Settings($platform)))->answer($method, $form, NOW);
    }

    public function testATelehealthAppointmentHasTheButton(): void
    {
        $page = new DOMDocument();
        @$page->loadHTML('<?xml encoding="utf-8"?>' . $this->rendered());
        $button = $page->getElementsByTagName('button')[0];
        self::assertSame('Check my room', trim($button->textContent));
        self::assertSame('button', $button->getAttribute('type'), 'it would save the appointment otherwise');
        $dialog = $page->getElementsByTagName('dialog')[0];
        self::assertSame('https://check.test', $dialog->getAttribute('data-origin'));
        $asked = 'lang=en&profile=individual&onward=Back%20to%20the%20appointment';
        self::assertSame("https://check.test/room/embed?$asked", $dialog->getAttribute('data-frame'));
        $public = '/openemr/interface/modules/custom_modules/oe-module-envcheck/public';
        self::assertSame("$public/token.php", $dialog->getAttribute('data-token'));
        self::assertSame(0, $page->getElementsByTagName('form')->length);
        self::assertStringNotContainsString('Somebody', $this->rendered());
        self::assertSame('', $this->logged());
    }

    public function testAPageWithoutATokenInItIsGivenOneOnlyWhenItAsks(): void
    {
        self::assertDoesNotMatchRegularExpression('/eyJ/', $this->rendered());
    }

    /** @dataProvider withoutButton */
    public function testOtherAppointmentsStayAsTheyAre(array $row, array $settings): void
    {
        StandIn\globals($settings);
        self::assertSame('', $this->rendered($row));
        self::assertSame('', $this->logged());
    }

    public static function withoutButton(): array
    {
        return [
            'not saved yet' => [['pc_eid' => null], []],
            'another category' => [['pc_catid' => '5'], []],
            'no address' => [[], [Settings::URL => '']],
            'not safe' => [[], [Settings::URL => 'http://check.test']],
            'no address of a page' => [[], [Settings::URL => 'javascript:alert(1)']],
            'with a query' => [[], [Settings::URL => 'https://check.test/?x=1']],
            'with a name' => [[], [Settings::URL => 'https://user@check.test']],
            'with markup' => [[], [Settings::URL => 'https://check.test/"><script>']],
        ];
    }

    public function testWithoutAListEveryAppointmentMayBeOne(): void
    {
        StandIn\globals([Settings::CATEGORIES => '']);
        self::assertStringContainsString('envcheck-open', $this->rendered(['pc_catid' => 5]));
    }

    /**
     * @runInSeparateProcess
     * @preserveGlobalState disabled
     */
    public function testTheTelehealthModuleSaysWhichOnesAre(): void
    {
        require __DIR__ . '/stand_ins/StandInComlink.php';
        StandIn\globals([Settings::CATEGORIES => '']);
        self::assertSame('', $this->rendered(['pc_catid' => 5]));
        self::assertStringContainsString('envcheck-open', $this->rendered(['pc_catid' => 10]));
    }

    public function testItStandsAfterTheLaunchButtonOfWhateverModule(): void
    {
        $dispatcher = new EventDispatcher();
        (new Bootstrap($dispatcher))->subscribeToEvents();
        $dispatcher->addListener(AppointmentRenderEvent::RENDER_BELOW_PATIENT, function (): void {
            echo 'LAUNCH';
        });
        ob_start();
        $event = new AppointmentRenderEvent(['pc_eid' => 1, 'pc_catid' => 10]);
        $dispatcher->dispatch($event, AppointmentRenderEvent::RENDER_BELOW_PATIENT);
        self::assertStringStartsWith('LAUNCH', ob_get_clean());
    }

    public function testAnAppointmentIsShownWhateverFails_away(): void
    {
        $languages = QueryUtils::$languages;
        QueryUtils::$languages = [1 => new class {
            public function __toString(): string
            {
                throw new RuntimeException('a secret');
            }
        }];
        try {
            self::assertSame('', $this->rendered());
        } finally {
            QueryUtils::$languages = $languages;
        }
        self::assertStringContainsString('the button is left out (RuntimeException)', $this->logged());
        self::assertStringNotContainsString('a secret', $this->logged());
    }

    public function testItSpeaksTheLanguageOfWhoeverIsSignedIn(): void
    {
        StandIn\session(['language_choice' => 5]);
        $german = $this->rendered();
        self::assertStringContainsString('Meinen Raum prüfen', $german);
        self::assertStringContainsString('lang=de', $german);
    }

    public function testATokenNamesNobodyAndIsShort(): void
    {
        [$status, $body] = $this->answered();
        self::assertSame(200, $status);
        [$head, $claims, $signature] = explode('.', $body['token']);
        self::assertSame(['alg' => 'HS256', 'typ' => 'JWT'], $this->part($head));
        $expected = ['aud' => 'envcheck', 'scope' => 'create read', 'iat' => NOW, 'exp' => NOW + 900];
        self::assertSame($expected, $this->part($claims));
        $own = hash_hmac('sha256', "$head.$claims", KEY, true);
        self::assertSame($own, base64_decode(strtr($signature, '-_', '+/')));
    }

    /** @return array<string, mixed> */
    private function part(string $text): array
    {
        return json_decode(base64_decode(strtr($text, '-_', '+/')), true);
    }

    public function testATokenIsGivenToAFormOfThisSessionAlone(): void
    {
        $held = (new Platform())->csrfToken();
        self::assertSame(40, strlen($held));
        self::assertSame(405, $this->answered(['csrf_token_form' => $held], 'GET')[0]);
        foreach ([[], ['csrf_token_form' => ''], ['csrf_token_form' => 'x'], ['csrf_token_form' => [$held]]] as $form) {
            self::assertSame([403, ['error' => 'not allowed']], $this->answered($form));
        }
        StandIn\session(['csrf_private_key' => 'of another session']);
        self::assertSame(403, $this->answered(['csrf_token_form' => $held])[0]);
    }

    public function testATokenIsGivenToThoseWhoMayWriteAppointments(): void
    {
        $this->answered();
        self::assertSame([['patients', 'appt', '', ['write', 'wsome']]], AclMain::$asked);
        AclMain::$allows = false;
        self::assertSame(403, $this->answered()[0]);
        AclMain::$allows = true;
        StandIn\session(['authUserID' => null]);
        self::assertSame(403, $this->answered()[0]);
    }

    public function testAServerThatAsksForNoTokenGetsNone(): void
    {
        StandIn\globals([Settings::KEY => '']);
        self::assertSame([200, ['token' => null]], $this->answered());
    }

    /** @dataProvider badSettings */
    public function testWhatIsNotSetUpIsToldToTheLogWithoutASecret_away(array $settings): void
    {
        StandIn\globals($settings);
        self::assertSame([503, ['error' => 'not set up']], $this->answered());
        self::assertStringContainsString('oe-module-envcheck: ', $this->logged());
        self::assertStringNotContainsString('short', $this->logged());
    }

    public static function badSettings(): array
    {
        return [
            'short key' => [[Settings::KEY => '006' . strrev('a short key')]],
            'key of another installation' => [[Settings::KEY => 'short, and not encrypted here']],
            'no address' => [[Settings::URL => '']],
        ];
    }

    public function testAShortKeySignsNothing(): void
    {
        $this->expectException(NotSetUp::class);
        Token::signed('short', NOW);
    }

    public function testAModuleThatGoesLeavesNothing(): void
    {
        require_once MODULE . '/ModuleManagerListener.php';
        $listener = ModuleManagerListener::initListenerSelf();
        self::assertSame('Success', $listener->moduleManagerAction('disable', 1));
        self::assertSame([], QueryUtils::$run);
        self::assertSame('Success', $listener->moduleManagerAction('unregister', 1));
        self::assertSame(Settings::ALL, array_column(array_column(QueryUtils::$run, 1), 0));
    }
}
