<?php

declare(strict_types=1);

return [
    'open' => 'Check my room',
    'section' => 'Room check',
    'close' => 'Close',
    'waiting' => 'The room check is opening …',
    'away' => 'The room check cannot be reached at the moment. Your session is not affected: you can start it as always.',
    'without' => 'Continue without the check',
    'again' => 'Try again',
    'back' => 'Back to the appointment',
    'configured' => 'The settings of the room check are under Administration > Config > Room check.',
    'envcheck_url' => 'Address of the room check',
    'envcheck_url_told' => 'Such as https://check.example.org. While it is empty, appointments stay as they are.',
    'envcheck_key' => 'Key for signed tokens',
    'envcheck_key_told' => 'The secret of at least 32 characters that the server has as well. Empty where the server asks for no token.',
    'envcheck_profile' => 'Profile',
    'envcheck_profile_told' => 'What is checked: individual, co-therapists, group-host, or a profile of your own.',
    'envcheck_categories' => 'Categories of telehealth appointments',
    'envcheck_categories_told' => 'Numbers of categories of the calendar, with commas between them. Empty: those of the telehealth module, or all appointments without it.',
];
