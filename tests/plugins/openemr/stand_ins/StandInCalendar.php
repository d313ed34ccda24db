<?php // A stand-in, not OpenEMR: its main page, in which the appointment is a frame as dlgopen makes it. ?>
<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>OpenEMR stand-in</title>
<link rel="icon" href="data:,">
<style>iframe { width: 100%; height: 700px; }</style>
<script>window.restored = 0; function restoreSession() { window.restored += 1; return true; }</script>
<h1>Calendar</h1>
<iframe title="Edit Event" src="/interface/main/calendar/add_edit_event.php?eid=42"></iframe>
</html>
