/** What is said where the server's own words cannot be reached. Written by `make fallback-words`. */

/** @type {Readonly<Record<string, Readonly<Record<string, string>>>>} by their language */
export const FALLBACK = Object.freeze({
  "ar": {
    "lang": "ar",
    "dir": "rtl",
    "title": "فحص الغرفة",
    "again": "المحاولة مرة أخرى",
    "skip-check": "المتابعة دون الفحص",
    "failure-server-gone": "يتعذر الوصول إلى فحص الغرفة",
    "remedy-server-gone": "يُرجى التأكد من الاتصال بالإنترنت. وإذا كان الفحص قد بدأ على هذا الحاسوب، فيُرجى بدؤه هناك من جديد."
  },
  "de": {
    "lang": "de",
    "dir": "ltr",
    "title": "Raumprüfung",
    "again": "Noch einmal",
    "skip-check": "Ohne die Prüfung fortfahren",
    "failure-server-gone": "Die Raumprüfung ist nicht zu erreichen",
    "remedy-server-gone": "Sehen Sie nach, ob Sie online sind. Wenn Sie die Prüfung auf diesem Computer gestartet haben, starten Sie sie dort noch einmal."
  },
  "en": {
    "lang": "en",
    "dir": "ltr",
    "title": "Room check",
    "again": "Try again",
    "skip-check": "Continue without the check",
    "failure-server-gone": "The room check cannot be reached",
    "remedy-server-gone": "See whether you are online. If you started the check on this computer, start it there again."
  },
  "es": {
    "lang": "es",
    "dir": "ltr",
    "title": "Comprobación de la sala",
    "again": "Intentar de nuevo",
    "skip-check": "Continuar sin la comprobación",
    "failure-server-gone": "No se puede acceder a la comprobación",
    "remedy-server-gone": "Compruebe si tiene conexión. Si inició la comprobación en este ordenador, iníciela allí de nuevo."
  },
  "fr": {
    "lang": "fr",
    "dir": "ltr",
    "title": "Vérification de la pièce",
    "again": "Réessayer",
    "skip-check": "Continuer sans la vérification",
    "failure-server-gone": "La vérification de la pièce est injoignable",
    "remedy-server-gone": "Vérifiez que vous êtes en ligne. Si vous avez lancé la vérification sur cet ordinateur, relancez-la."
  }
});
