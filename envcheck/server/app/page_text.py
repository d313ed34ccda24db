"""The page as it is sent: with its first words, so that they are read before any script has come."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from string import Template
from urllib.parse import quote, urlencode

from fastapi import Request

from envcheck.render.interface import WORDS
from envcheck.render.language import SOURCE, direction, languages, translator
from envcheck.server.app.page_parts import FOLDER, address
from envcheck.server.path_prefix import url_path
from envcheck.server.preferences import weights

STYLE = (FOLDER / "page.css").read_text(encoding="utf-8").strip()

LIGHT, DARK = "#faf8f4", "#1d2124"
"""The paper of the page, as the element has it."""

THEMES = ("light", "dark")
LONGEST = 64
"""Characters of what an address asks for."""

UNRESERVED = "-_.!~*'()"
"""What `encodeURIComponent` leaves as it is: what is fetched ahead has to have the address that is asked for later."""

ICONS = (("icon-192.png", 192, "any"), ("icon-512.png", 512, "any"), ("icon-maskable-512.png", 512, "maskable"))


@dataclass(frozen=True)
class PageRequest:
    """What somebody who opens the page asks for.

    Attributes:
        root: path below which the server lies; empty where it is not known to lie below one.
        lang: code of the language to speak.
        asked: what the address says of `lang`, `profile` and `theme`.
    """

    root: str
    lang: str
    asked: Mapping[str, str]

    @classmethod
    def of(cls, request: Request) -> "PageRequest":
        """As the request says: `?lang=`, or else what the browser would rather read."""
        given = ((name, request.query_params.get(name, "")) for name in ("lang", "profile", "theme"))
        asked = {name: value for name, value in given if 0 < len(value) <= LONGEST}
        accepted = (
            {asked["lang"].lower(): 1.0} if "lang" in asked else weights(request.headers.get("accept-language", ""))
        )
        return cls(url_path(request.scope, ""), _spoken(accepted), asked)

    def words(self) -> str:
        """Where the words lie, below `web/words/`."""
        profile = self.asked.get("profile")
        return f"{self.lang}.json" + (f"?profile={quote(profile, UNRESERVED)}" if profile else "")

    def start(self) -> str:
        """What the page is opened with from a home screen."""
        return urlencode({**self.asked, "lang": self.lang})


def page_text(asking: PageRequest, name: str, *, is_counted: bool = False, **more: str) -> str:
    """A page.

    Args:
        asking: who opens it.
        name: of the page, `index` or `embed`.
        is_counted: the page is to hold a stream for as long as it is open.
        more: what else stands in it; it is escaped.
    """
    translate = translator(asking.lang)
    below = f"{asking.root}/" if asking.root else ""
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in asking.asked.items())
    theme = asking.asked.get("theme")
    texts = {
        "lang": asking.lang,
        "dir": direction(asking.lang),
        "title": translate(WORDS["title"]),
        "web": f"{below}web/",
        "endpoint": f"{below}whip",
        "words": asking.words(),
        "script": address("page.js" if name == "index" else "embed.js"),
        "icon": address("icon.svg"),
        "touch": address("icon-180.png"),
        "manifest": f"manifest.webmanifest?{asking.start()}",
        "light": LIGHT,
        "dark": DARK,
        **more,
    }
    marked = {
        "style": STYLE,
        "theme": f' data-theme="{theme}"' if theme in THEMES else "",
        "asked": attributes,
        "here": f' data-here="{escape(below)}web/here"' if is_counted else "",
        "greeting": _greeting(asking.lang),
    }
    return _template(name).substitute({key: escape(text) for key, text in texts.items()}, **marked)


def manifest_text(asking: PageRequest) -> str:
    """What a system needs to know that puts the page beside its programs (W3C Web Application Manifest)."""
    translate = translator(asking.lang)
    title = translate(WORDS["title"])
    icons = [
        {"src": address(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": use}
        for name, size, use in ICONS
    ]
    told = {
        "id": f"{asking.root}/",
        "name": title,
        "short_name": title,
        "description": translate(WORDS["welcome"]),
        "lang": asking.lang,
        "dir": direction(asking.lang),
        "start_url": f"../?{asking.start()}",
        "scope": "../",
        "display": "standalone",
        "background_color": LIGHT,
        "theme_color": LIGHT,
        "categories": ["health", "utilities"],
        "icons": icons,
    }
    return json.dumps(told, ensure_ascii=False)


def _spoken(wanted: Mapping[str, float]) -> str:
    """The first language of those that are wanted which is spoken here."""
    known = languages()
    codes = (name.partition("-")[0] for name, weight in wanted.items() if weight > 0)
    return next((code for code in codes if code in known), SOURCE)


@cache
def _template(name: str) -> Template:
    return Template((FOLDER / f"{name}.html").read_text(encoding="utf-8"))


def _greeting(lang: str) -> str:
    """The words with which the element begins, and those for browsers that are too old for it, in every language."""
    translate = translator(lang)
    heading, promise = (escape(translate(WORDS[key])) for key in ("welcome", "promise"))
    others = ((code, translator(code)(WORDS["remedy-too-old"])) for code in languages())
    old = "".join(f'<p lang="{code}" dir="{direction(code)}">{escape(text)}</p>' for code, text in others)
    words = f'<h2>{heading}</h2><p class="promise">{promise}</p><div class="too-old">{old}</div>'
    return f'<div class="greeting"><div>{words}</div></div>'
