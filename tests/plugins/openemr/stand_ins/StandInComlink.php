<?php // A stand-in, not OpenEMR's telehealth module: which appointments are telehealth, and its launch button.

/**
 * Imitated, below interface/modules/custom_modules/oe-module-comlink-telehealth of github.com/openemr/openemr:
 *
 * - src/Repository/CalendarEventCategoryRepository.php (08cba73): getEventCategoryForId; category 10 is telehealth here
 * - src/Controller/TeleHealthCalendarController.php (0010168): the button's classes and data
 */

declare(strict_types=1);

namespace Comlink\OpenEMR\Modules\TeleHealthModule\Repository {
    class CalendarEventCategoryRepository
    {
        public function getEventCategoryForId($id)
        {
            return (string) $id === '10' ? ['pc_catid' => '10', 'pc_catname' => 'Telehealth'] : null;
        }
    }
}

namespace StandIn {
    function launchButton(\OpenEMR\Events\Appointments\AppointmentRenderEvent $event): void
    {
        $eid = htmlspecialchars((string) $event->getAppt()['pc_eid']);
        echo "<button data-eid='$eid' data-pid='7' class='mt-2 btn btn-primary "
            . "btn-add-edit-appointment-launch-telehealth'>Launch TeleHealth Session</button>";
    }
}
