"""What the agent says itself; all else comes from envcheck, in its words."""

ENCRYPTED = {
    "en": "This call is encrypted from end to end, so the room check cannot see it. Everything else goes on as usual.",
    "de": "Dieser Anruf ist von Ende zu Ende verschlüsselt, deshalb kann die Raumprüfung ihn nicht sehen. "
    "Alles andere geht weiter wie gewohnt.",
    "es": "Esta llamada está cifrada de extremo a extremo, por eso la comprobación no puede verla. "
    "Todo lo demás sigue como siempre.",
    "fr": "Cet appel est chiffré de bout en bout, la vérification ne peut donc pas le voir. "
    "Tout le reste continue comme d'habitude.",
    "ar": "هذه المكالمة مشفّرة من طرف إلى طرف، لذلك لا يستطيع فحص الغرفة رؤيتها. ويستمر كل شيء آخر كالمعتاد.",
}
"""Where frames cannot be read; by language."""

UNGUARDED = {
    "en": "This call is encrypted from end to end, so you cannot be told if someone else comes into view. "
    "Everything else goes on as usual.",
    "de": "Dieser Anruf ist von Ende zu Ende verschlüsselt, deshalb erfahren Sie nicht, ob noch jemand ins Bild kommt. "
    "Alles andere geht weiter wie gewohnt.",
    "es": "Esta llamada está cifrada de extremo a extremo, por eso no se le puede avisar si alguien más aparece "
    "en la imagen. Todo lo demás sigue como siempre.",
    "fr": "Cet appel est chiffré de bout en bout, vous ne pouvez donc pas être averti si quelqu'un d'autre apparaît "
    "à l'image. Tout le reste continue comme d'habitude.",
    "ar": "هذه المكالمة مشفّرة من طرف إلى طرف، لذلك لا يمكن إخبارك إن ظهر شخص آخر في الصورة. "
    "ويستمر كل شيء آخر كالمعتاد.",
}
"""The same during a session, to whoever turned a guard on."""


def encrypted(lang: str) -> str:
    """That it could not be told, in that language or in English."""
    return ENCRYPTED.get(lang, ENCRYPTED["en"])


def unguarded(lang: str) -> str:
    """That nobody can be told of, in that language or in English."""
    return UNGUARDED.get(lang, UNGUARDED["en"])
