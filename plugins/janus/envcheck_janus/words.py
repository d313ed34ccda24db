"""Our own words; all others are those of envcheck."""

UNREADABLE = {
    "en": "The picture of this video room comes in a form that cannot be looked at here, so the room check "
    "has ended. You can simply go on without it.",
    "de": "Das Bild dieses Videoraums kommt in einer Form an, die hier nicht angesehen werden kann; die Raumprüfung "
    "ist darum beendet. Sie können einfach ohne sie fortfahren.",
    "es": "La imagen de esta sala de vídeo llega en un formato que aquí no se puede examinar, así que la "
    "comprobación ha terminado. Puede continuar sin ella.",
    "fr": "L'image de cette salle de vidéo arrive sous une forme qui ne peut pas être examinée ici ; la vérification "
    "est donc terminée. Vous pouvez simplement continuer sans elle.",
    "ar": "تصل صورة غرفة الفيديو هذه بصيغة لا يمكن فحصها هنا، لذا انتهى فحص الغرفة. يمكنك المتابعة من دونه.",
}
"""By the code of the language."""


def unreadable(lang: str) -> str:
    """Why a room whose codec is not decoded here could not be looked at, in that language or in English."""
    return UNREADABLE.get(lang, UNREADABLE["en"])
