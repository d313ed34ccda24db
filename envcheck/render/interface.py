"""The words of the page and of its element: all that a therapist reads there and no check says."""

import json

from envcheck.model.attestations import Answers
from envcheck.model.findings import Severity
from envcheck.model.words import N_
from envcheck.render.language import Translate, direction
from envcheck.render.phrases import ATTESTATIONS, LOOKING, SECTIONS, SETTING, STRENGTHS

WORDS = {
    "title": N_("Room check"),
    "welcome": N_("A calm look at your room before the session"),
    "promise": N_("We look and listen, and keep nothing."),
    "guide-wait": N_("One moment"),
    "guide-into": N_("Come into the picture"),
    "guide-nearer": N_("A little nearer"),
    "guide-back": N_("A little further back"),
    "guide-up": N_("A little higher"),
    "guide-down": N_("A little lower"),
    "guide-middle": N_("To the middle"),
    "guide-straight": N_("Set the camera straight"),
    "guide-camera-up": N_("The camera a little higher"),
    "guide-camera-down": N_("The camera a little lower"),
    "guide-face": N_("Face the camera"),
    "guide-right": N_("Just right"),
    "welcome-look": N_("Light, picture and what is in view are looked at."),
    "welcome-listen": N_("Echo, noise and other voices are listened for."),
    "welcome-tick": N_("A short checklist holds what no camera sees."),
    "browser-asks": N_("It takes about a minute. Your browser will ask for camera and microphone."),
    "stays-here": N_("Picture and sound stay on this computer."),
    "goes-to": N_("Picture and sound go to {host}, and are not kept there."),
    "good-setup": N_(
        "A good room: light from the front, the camera at eye height, a calm background, the door closed."
    ),
    "begin": N_("Check my room"),
    "live": N_("Looking"),
    "pause": N_("Pause"),
    "resume": N_("Resume"),
    "paused": N_("Paused. Nothing is being looked at."),
    "again": N_("Try again"),
    "camera": N_("Camera"),
    "microphone": N_("Microphone"),
    "level": N_("Microphone level"),
    "works": STRENGTHS,
    "section-must": SECTIONS[Severity.MUST],
    "section-should": SECTIONS[Severity.SHOULD],
    "section-could": SECTIONS[Severity.COULD],
    "show-how": N_("Why, and how"),
    "meter-well": N_("well"),
    "meter-change": N_("to change"),
    "setting": SETTING,
    "nothing-to-change": N_("Nothing to change."),
    "mended": N_("{title}: this has changed."),
    "looking": LOOKING,
    "sound": N_("Sound"),
    "quiet-hint": N_("Please stay silent for three seconds. Any voice we hear then is not yours."),
    "quiet-begin": N_("Begin the quiet test"),
    "quiet-again": N_("Repeat"),
    "quiet-now": N_("Silence, please:"),
    "quiet-done": N_("Thank you, that was the quiet test."),
    "quiet-none": N_("The quiet test needs a microphone."),
    "unseen": ATTESTATIONS,
    "unseen-hint": N_("Tick what is true. This appears only in your report."),
    "done": N_("Done"),
    "you-ready": N_("You are ready"),
    "nothing-seen": N_("Nothing was looked at"),
    "checked-at": N_("Checked at {time}."),
    "may-close": N_("The camera is off, and you may close this page."),
    "look-again": N_("Look again"),
    "ready-more": N_("More"),
    "done-hint": N_("This is advice. You decide."),
    "save": N_("Save as my usual setting"),
    "saved": N_("Saved in this browser: numbers only, no picture."),
    "not-now": N_("This cannot be done just now."),
    "forget": N_("Forget my usual setting"),
    "forgotten": N_("Forgotten."),
    "download": N_("Download the report"),
    "downloaded": N_("The report is among your downloads."),
    "print": N_("Print the report"),
    "copy": N_("Copy a summary"),
    "copied": N_("Copied."),
    "finish": N_("End the check"),
    "onward": N_("Continue to the session"),
    "skip-check": N_("Continue without the check"),
    "reconnecting": N_("The connection was lost and is being restored …"),
    "failure-refused": N_("The camera is not allowed yet"),
    "remedy-refused": N_("Allow camera and microphone in the address bar of your browser, then try again."),
    "failure-none-found": N_("No camera was found"),
    "remedy-none-found": N_("Connect a camera, or open its cover, then try again."),
    "failure-in-use": N_("The camera is in use elsewhere"),
    "remedy-in-use": N_("Close other programs that use the camera, then try again."),
    "failure-lost": N_("The camera or microphone has gone"),
    "remedy-lost": N_("Plug it in again or choose another one, then try again."),
    "failure-insecure": N_("This page was opened without encryption"),
    "remedy-insecure": N_("Browsers only allow the camera on secure pages. Open this page with https."),
    "failure-too-old": N_("This browser cannot send a picture"),
    "remedy-too-old": N_("Open the page in a newer browser."),
    "failure-full": N_("Many rooms are being checked just now"),
    "remedy-full": N_("Please wait a moment, then try again."),
    "failure-not-allowed": N_("This page is not allowed to start a check"),
    "remedy-not-allowed": N_("Open the check from your platform again."),
    "failure-server-gone": N_("The room check cannot be reached"),
    "remedy-server-gone": N_(
        "See whether you are online. If you started the check on this computer, start it there again."
    ),
    "failure-unreached": N_("Your picture does not reach the check"),
    "remedy-unreached": N_("A firewall, a VPN or a missing network can hold it back. Change that, then try again."),
    "failure-ended": N_("The check has ended"),
    "remedy-ended": N_("It ends by itself after a while. You can begin again at any time."),
    "failure-oversized": N_("The picture is too large to be looked at"),
    "remedy-oversized": N_("Choose a smaller one for your camera, such as 1280 × 720, then try again."),
    "failure-failed": N_("Something went wrong"),
    "remedy-failed": N_("Please try again."),
}


def interface(lang: str, translate: Translate, answers: Answers, people: int) -> str:
    """All words in one language, as JSON: with its code and direction, what no camera sees, how many are expected."""
    asked = [{"name": one.name, "text": translate(one.text)} for one, _ in answers]
    texts = {key: translate(text) for key, text in WORDS.items()}
    told = {"lang": lang, "dir": direction(lang), **texts, "attestations": asked, "people": people}
    return json.dumps(told, ensure_ascii=False)
