<?php // A stand-in, not OpenEMR: the part of interface/main/calendar/add_edit_event.php (006e174) where modules write.

declare(strict_types=1);

use OpenEMR\Events\Appointments\AppointmentRenderEvent;

require_once __DIR__ . '/../../globals.php';

$row = ['pc_eid' => '42', 'pc_catid' => $_GET['catid'] ?? '10', 'pc_pid' => '7', 'pc_apptstatus' => '-'];
?>
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Edit Event</title>
<link rel="icon" href="data:,">
</head>
<body class="add-edit-event">
<main>
<h1>Edit Event</h1>
<form role="form" method="post" name="theform" id="theform" action="add_edit_event.php?eid=42">
    <label for="form_patient">Patient:</label>
    <input name="form_patient" id="form_patient" value="Somebody">
    <?php $eventDispatcher->dispatch(new AppointmentRenderEvent($row), AppointmentRenderEvent::RENDER_BELOW_PATIENT); ?>
    <button type="submit" name="save">Save</button>
</form>
</main>
<script>
document.querySelector(".btn-add-edit-appointment-launch-telehealth").addEventListener("click", event => {
  event.preventDefault();
  window.top.launched = (window.top.launched ?? 0) + 1;
});
</script>
</body>
</html>
