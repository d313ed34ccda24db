<?php

declare(strict_types=1);

return [
    'open' => 'Vérifier ma pièce',
    'section' => 'Vérification de la pièce',
    'close' => 'Fermer',
    'waiting' => 'La vérification de la pièce s’ouvre…',
    'away' => 'La vérification de la pièce est injoignable pour le moment. Votre séance n’est pas concernée : vous pouvez la commencer comme d’habitude.',
    'without' => 'Continuer sans la vérification',
    'again' => 'Réessayer',
    'back' => 'Revenir au rendez-vous',
    'configured' => 'Les réglages de la vérification de la pièce se trouvent sous Administration > Config > Vérification de la pièce.',
    'envcheck_url' => 'Adresse de la vérification de la pièce',
    'envcheck_url_told' => 'Par exemple https://check.example.org. Tant qu’elle est vide, les rendez-vous restent tels quels.',
    'envcheck_key' => 'Clé des jetons signés',
    'envcheck_key_told' => 'Le secret d’au moins 32 caractères que le serveur possède aussi. Vide si le serveur ne demande pas de jeton.',
    'envcheck_profile' => 'Profil',
    'envcheck_profile_told' => 'Ce qui est vérifié : individual, co-therapists, group-host ou un profil à vous.',
    'envcheck_categories' => 'Catégories des rendez-vous par vidéo',
    'envcheck_categories_told' => 'Numéros de catégories du calendrier, séparés par des virgules. Vide : celles du module de télésanté ou, sans lui, tous les rendez-vous.',
];
