<?php

declare(strict_types=1);

return [
    'open' => 'Comprobar mi sala',
    'section' => 'Comprobación de la sala',
    'close' => 'Cerrar',
    'waiting' => 'Se está abriendo la comprobación de la sala …',
    'away' => 'En este momento no se puede acceder a la comprobación de la sala. Su sesión no se ve afectada: puede iniciarla como siempre.',
    'without' => 'Continuar sin la comprobación',
    'again' => 'Intentar de nuevo',
    'back' => 'Volver a la cita',
    'configured' => 'Los ajustes de la comprobación de la sala están en Administration > Config > Comprobación de la sala.',
    'envcheck_url' => 'Dirección de la comprobación de la sala',
    'envcheck_url_told' => 'Por ejemplo, https://check.example.org. Mientras esté vacía, las citas quedan como están.',
    'envcheck_key' => 'Clave para tokens firmados',
    'envcheck_key_told' => 'El secreto de al menos 32 caracteres que también tiene el servidor. Vacía si el servidor no pide ningún token.',
    'envcheck_profile' => 'Perfil',
    'envcheck_profile_told' => 'Qué se comprueba: individual, co-therapists, group-host o un perfil propio.',
    'envcheck_categories' => 'Categorías de las citas por vídeo',
    'envcheck_categories_told' => 'Números de categorías del calendario, separados por comas. Vacío: las del módulo de telesalud o, sin él, todas las citas.',
];
