<?php

declare(strict_types=1);

namespace Envcheck\OpenEMR;

use Comlink\OpenEMR\Modules\TeleHealthModule\Repository\CalendarEventCategoryRepository;
use OpenEMR\Events\Appointments\AppointmentRenderEvent;

/**
 * "Check my room" in a telehealth appointment. It stands beside the button that launches the session, and never touches
 * that one.
 */
final class Appointment
{
    public function __construct(private readonly Platform $platform, private readonly Settings $settings)
    {
    }

    /**
     * Writes the button and its dialog into the appointment's page. Whatever fails here, the appointment is shown.
     */
    public function render(AppointmentRenderEvent $event): void
    {
        try {
            echo $this->markup($event->getAppt());
        } catch (\Throwable $error) {
            error_log('oe-module-envcheck: the button is left out (' . $error::class . ')');
        }
    }

    /** @param array<string, mixed> $appointment a row of OpenEMR's calendar */
    private function markup(array $appointment): string
    {
        $origin = $this->settings->origin();
        if ($origin === null || empty($appointment['pc_eid']) || !$this->isTelehealth($appointment['pc_catid'] ?? '')) {
            return '';
        }
        $words = Words::of($this->platform->language());
        $asked = ['lang' => $words->lang, 'profile' => $this->settings->profile(), 'onward' => $words->text('back')];
        return $this->platform->twig()->render('envcheck/appointment.html.twig', [
            'words' => $words->all(),
            'lang' => $words->lang,
            'dir' => $words->direction(),
            'frame' => $this->settings->address() . '/embed?' . http_build_query($asked, '', '&', PHP_QUERY_RFC3986),
            'origin' => $origin,
            'public' => $this->platform->publicPath(),
            'csrf' => $this->platform->csrfToken(),
        ]);
    }

    /**
     * By the practice's own list; else by the telehealth module's; else every appointment may be one.
     */
    private function isTelehealth(mixed $category): bool
    {
        $chosen = $this->settings->categories();
        if ($chosen) {
            return in_array((string) $category, $chosen, true);
        }
        if (class_exists(CalendarEventCategoryRepository::class)) {
            return !empty((new CalendarEventCategoryRepository())->getEventCategoryForId($category));
        }
        return true;
    }
}
