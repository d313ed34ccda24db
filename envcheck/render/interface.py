"""The words of the page and of its element: all that a therapist reads there and no check says."""

import json

from envcheck.model.attestations import Answers
from envcheck.model.findings import Severity
from envcheck.model.words import N_
from envcheck.render.guarding import OFF
from envcheck.render.language import Translate, direction
from envcheck.render.phrases import ATTESTATIONS, BY_HAND, LOOKING, NOT_ASSESSED, SECTIONS, SETTING, STRENGTHS

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
    "guide-right": N_("Well framed"),
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
    "looking-long": N_(
        "The first look takes a little longer than usual, because much is going on at once. It comes by itself."
    ),
    "sound": N_("Sound"),
    "quiet-hint": N_("The quiet test is three seconds in which you say nothing. Any voice we hear then is not yours."),
    "quiet-begin": N_("Begin the quiet test"),
    "quiet-again": N_("Repeat"),
    "quiet-now": N_("Silence, please:"),
    "quiet-none": N_("The quiet test needs a microphone."),
    "microphone-missing": N_("No microphone"),
    "change": N_("What would help"),
    "camera-on": N_("camera on"),
    "speaker": N_("Speaker"),
    "level-silent": N_("Say a few words"),
    "level-heard": N_("We hear you"),
    "level-loud": N_("A little too loud"),
    "chime": N_("Play a sound"),
    "chime-asking": N_("Did you hear it?"),
    "yes": N_("Yes"),
    "no": N_("No"),
    "chime-heard": N_("Your speaker works."),
    "chime-unheard": N_("Turn up the volume, or choose another speaker."),
    "chime-failed": N_("The sound could not be played through this speaker."),
    "hear": N_("Hear yourself"),
    "hear-recording": N_("Please speak:"),
    "hear-playing": N_("This is how you sound."),
    "hear-played": N_("Played and forgotten."),
    "hear-failed": N_("This did not work here."),
    "quiet-waiting": N_("Still listening …"),
    "quiet-unknown": N_("Nothing could be told from it. Please repeat it."),
    "quiet-open": N_("Nothing else to change. The quiet test is still open."),
    "quiet-was-me": N_("That was me, repeat"),
    "understood": N_("Understood"),
    "use-device": N_("Use it"),
    "device-offer": N_("Another device is there:"),
    "notice-microphone-refused": N_(
        "The microphone is not allowed, so sound is not checked. Allow it in the address bar of your browser, then "
        "reload the page."
    ),
    "notice-microphone-refused-by-system": N_(
        "Your computer keeps the microphone from the browser, so sound is not checked."
    ),
    "notice-microphone-blocked": N_("This page may not use the microphone here, so sound is not checked."),
    "notice-microphone-none": N_("No microphone was found, so sound is not checked."),
    "notice-microphone-in-use": N_("The microphone cannot be opened. Another program may be using it."),
    "notice-microphone-gone": N_("The microphone was unplugged. The check goes on without sound."),
    "notice-microphone-other": N_("Your usual microphone is not connected, so another one is used."),
    "notice-camera-other": N_("Your usual camera is not connected, so another one is used."),
    "notice-camera-in-use": N_("The other camera cannot be opened just now, so this one stays."),
    "notice-camera-back": N_("Your camera is back, and the check goes on."),
    "limited-cpu": N_("This computer is busy, so less of the picture is sent. Closing other programs helps."),
    "limited-bandwidth": N_(
        "The connection is narrow just now, so less of the picture is sent. Moving closer to the router helps."
    ),
    "tick-again": N_("All as last time"),
    "as-last-time": N_("As last time"),
    "setting-which": N_("Your usual setting"),
    "setting-practice": N_("Practice"),
    "setting-home": N_("Home"),
    "setting-mine": N_("My setting"),
    "setting-renew": N_("Save it anew"),
    "setting-forget": N_("Forget “{name}”"),
    "setting-not-yet": N_("Once all is ready, you can save this setting."),
    "setting-unseen": N_("Too little of the room is in view. Lean to one side, then save again."),
    "storage-forbidden": N_(
        "This browser does not let this page keep anything. Allow it in the browser's settings, or leave the private "
        "window."
    ),
    "storage-full": N_("This browser has no room left for this. Forget a setting, then save again."),
    "too-many": N_("Eight settings are saved already. Forget one, then save again."),
    "name-taken": N_("Another setting has this name. Please choose another one."),
    "not-assessed": NOT_ASSESSED,
    "by-hand": BY_HAND,
    "print-blocked": N_("The browser did not open a window. Allow it for this page, or download the report."),
    "copy-blocked": N_("The browser did not allow it. Download the report instead."),
    "unseen": ATTESTATIONS,
    "unseen-hint": N_("Tick what is true. This appears only in your report."),
    "done": N_("Done"),
    "you-ready": N_("You are ready"),
    "nothing-seen": N_("Nothing was looked at"),
    "ready-unsure": N_("Not all of it could be told. Have it look a few seconds longer, or go on as you are."),
    "checked-at": N_("Checked at {time}."),
    "may-close": N_("The camera is off, and you may close this page."),
    "look-again": N_("Look again"),
    "ready-more": N_("More"),
    "done-hint": N_("This is advice. You decide."),
    "save": N_("Save as my usual setting"),
    "saved": N_("Saved in this browser: numbers only, no picture."),
    "not-now": N_("This cannot be done just now."),
    "forgotten": N_("Forgotten."),
    "download": N_("Download the report"),
    "downloaded": N_("The report is among your downloads."),
    "print": N_("Print the report"),
    "copy": N_("Copy a summary"),
    "copied": N_("Copied."),
    "finish": N_("End the check"),
    "onward": N_("Continue to the session"),
    "skip-check": N_("Continue without the check"),
    "guard-offer": N_("Tell me during this session if someone else comes into view"),
    "guard-hint": N_(
        "Your camera is on for this, without sound. Only you are told, on this page, and you can turn it off at any "
        "time."
    ),
    "guard-stays-here": N_("The picture stays on this computer, and is not kept."),
    "guard-goes-to": N_("The picture goes to {host}, and is not kept there."),
    "guard-starting": N_("Being turned on …"),
    "guard-on": N_("On during this session"),
    "guard-none": N_("Off"),
    "guard-off": N_("Turn off"),
    "guard-lost": N_(
        "The connection was lost and is being restored. Until then you are not told if someone else comes into view."
    ),
    "guard-not-told": N_("You are not told if someone else comes into view."),
    "guard-ended": OFF,
    "reconnecting": N_("The connection was lost and is being restored …"),
    "failure-refused": N_("The camera is not allowed yet"),
    "remedy-refused": N_("Allow camera and microphone in the address bar of your browser, then try again."),
    "failure-none-found": N_("No camera was found"),
    "remedy-none-found": N_("Connect a camera, or open its cover, then try again."),
    "failure-in-use": N_("The camera is in use elsewhere"),
    "remedy-in-use": N_("Close other programs that use the camera, then try again."),
    "failure-lost": N_("The camera or microphone has gone"),
    "remedy-lost": N_("Plug it in again and the check goes on by itself, or try again with another one."),
    "failure-blocked": N_("This page may not use the camera here"),
    "remedy-blocked": N_("The page around it does not pass the camera on. Please tell your platform."),
    "failure-refused-by-system": N_("Your computer keeps the camera from the browser"),
    "remedy-refused-by-system": N_(
        "Allow the camera for your browser in the privacy settings of your computer, then try again."
    ),
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
    "remedy-ended": N_(
        "It ends by itself after a while, and nothing is looked at any more. Go on whenever you like; "
        "your ticks are kept."
    ),
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
