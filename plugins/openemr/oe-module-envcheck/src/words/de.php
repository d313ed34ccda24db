<?php

declare(strict_types=1);

return [
    'open' => 'Meinen Raum prüfen',
    'section' => 'Raumprüfung',
    'close' => 'Schließen',
    'waiting' => 'Die Raumprüfung wird geöffnet …',
    'away' => 'Die Raumprüfung ist im Moment nicht zu erreichen. Ihre Sitzung betrifft das nicht: Sie können sie wie immer beginnen.',
    'without' => 'Ohne die Prüfung fortfahren',
    'again' => 'Noch einmal',
    'back' => 'Zurück zum Termin',
    'configured' => 'Die Einstellungen der Raumprüfung stehen unter Administration > Config > Raumprüfung.',
    'envcheck_url' => 'Adresse der Raumprüfung',
    'envcheck_url_told' => 'Etwa https://check.example.org. Solange sie leer ist, bleiben Termine, wie sie sind.',
    'envcheck_key' => 'Schlüssel für signierte Token',
    'envcheck_key_told' => 'Das Geheimnis aus mindestens 32 Zeichen, das auch der Server hat. Leer, wenn der Server kein Token verlangt.',
    'envcheck_profile' => 'Profil',
    'envcheck_profile_told' => 'Was geprüft wird: individual, co-therapists, group-host oder ein eigenes Profil.',
    'envcheck_categories' => 'Kategorien der Videotermine',
    'envcheck_categories_told' => 'Nummern von Kategorien des Kalenders, durch Kommas getrennt. Leer: die des Telehealth-Moduls, ohne dieses alle Termine.',
];
