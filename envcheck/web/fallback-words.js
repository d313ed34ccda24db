/** What is said where the server's own words cannot be reached. Written by `make fallback-words`. */

/** @type {Readonly<Record<string, Readonly<Record<string, string>>>>} by their language */
export const FALLBACK = Object.freeze({
  "de": {
    "lang": "de",
    "dir": "ltr",
    "title": "Raumprüfung",
    "again": "Noch einmal",
    "skip-check": "Ohne die Prüfung fortfahren",
    "failure-server-gone": "Die Prüfung ist nicht erreichbar",
    "remedy-server-gone": "Schauen Sie, ob sie läuft und Sie online sind, und versuchen Sie es noch einmal."
  },
  "en": {
    "lang": "en",
    "dir": "ltr",
    "title": "Room check",
    "again": "Try again",
    "skip-check": "Continue without the check",
    "failure-server-gone": "The check cannot be reached",
    "remedy-server-gone": "See whether it is running and you are online, then try again."
  },
  "es": {
    "lang": "es",
    "dir": "ltr",
    "title": "Comprobación de la sala",
    "again": "Intentar de nuevo",
    "skip-check": "Continuar sin la comprobación",
    "failure-server-gone": "No se llega a la comprobación",
    "remedy-server-gone": "Vea si está en marcha y hay conexión, e inténtelo de nuevo."
  },
  "fr": {
    "lang": "fr",
    "dir": "ltr",
    "title": "Vérification de la pièce",
    "again": "Réessayer",
    "skip-check": "Continuer sans la vérification",
    "failure-server-gone": "La vérification est injoignable",
    "remedy-server-gone": "Voyez si elle est lancée et si vous êtes en ligne, puis réessayez."
  }
});
