<?php

declare(strict_types=1);

namespace Envcheck\OpenEMR;

use OpenEMR\Events\Appointments\AppointmentRenderEvent;
use OpenEMR\Events\Globals\GlobalsInitializedEvent;
use Symfony\Component\EventDispatcher\EventDispatcherInterface;

/**
 * Hooks the module into OpenEMR: its settings, and the button in the appointment.
 */
final class Bootstrap
{
    /** After the telehealth modules, whose button is to stand first; they listen with 0. */
    private const AFTER_OTHERS = -10;

    public function __construct(
        private readonly EventDispatcherInterface $dispatcher,
        private readonly Platform $platform = new Platform(),
    ) {
    }

    public function subscribeToEvents(): void
    {
        $settings = new Settings($this->platform);
        $this->dispatcher->addListener(
            GlobalsInitializedEvent::EVENT_HANDLE,
            fn (GlobalsInitializedEvent $event) => $settings->offer($event->getGlobalsService()),
        );
        $this->dispatcher->addListener(
            AppointmentRenderEvent::RENDER_BELOW_PATIENT,
            (new Appointment($this->platform, $settings))->render(...),
            self::AFTER_OTHERS,
        );
    }
}
