"""Twelve rules that every plugin keeps, written in Python, JavaScript or PHP; each gives what breaks it."""

import ast
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from plugin_folder import CODE, PHP, PYTHON, SCRIPT, Plugin, braced_functions, python_functions, text_of

PUBLIC: dict[str, set[str]] = {
    "envcheck.settings": {"ServerSettings", "Settings"},
    "envcheck.media.frame": {"PictureFrame"},
    "envcheck.media.newest": {"Newest"},
    "envcheck.media.planar": {"PlanarFrame"},
    "envcheck.checks.base": {"Check"},
    "envcheck.model.findings": {"Finding", "Limit", "Mode", "Observation", "Report", "Serves", "Severity", "Verdict"},
    "envcheck.model.words": {"N_", "Words"},
    "envcheck.model.errors": {"EnvcheckError", "FacetUnavailable", "InputError", "SettingsError"},
    "envcheck.perception.scene": {"Perceiver", "Scene"},
    "envcheck.perception.schedule": {"Refresh"},
}
"""What a plugin may import besides the names that `envcheck` and its packages have in `__all__`."""

FACETS = re.compile(r"envcheck\.perception\.(picture|sound|faces|people|room|light|text)\.\w+")
"""Modules of facets, which checks of others may go by, too."""

LANGUAGES = frozenset({"ar", "de", "en", "es", "fr"})


Rule = Callable[[Plugin], list[str]]


SECTIONS = {
    "how to install it": "install",
    "how to use it": r"\buse|using|add|what .* sees|how|^in an? |\\| in an? ",
    "what happens when the check is away": r"\baway\b",
    "privacy": "privacy|what it reads",
    "the versions it was tested with": r"\btested\b",
}


LEADS = re.compile(r"^(?:#+ +(.+)|\*\*(.+?)\*\*)", re.MULTILINE)


def is_described(plugin: Plugin) -> list[str]:
    """1: README.md has a paragraph on what it does, and a heading, or bold at the start of a line, on each."""
    text = text_of(plugin.folder / "README.md")
    leads = " | ".join("".join(found) for found in LEADS.findall(text)).lower()
    leads += " install" * bool(re.search(r"^ *(pip|npm) install \S", text, re.MULTILINE))
    missing = [what for what, words in SECTIONS.items() if not re.search(words, leads)]
    if not re.match(r"# [^\n]+\n+(?!#)\w", text):
        missing.append("what it does, beneath its name")
    if "stand-in" not in text.lower():
        missing.append("what was tried with a stand-in, or that there is none")
    return [f"README.md does not say {what}" for what in missing]


def has_a_version_of_its_own(plugin: Plugin) -> list[str]:
    """2: a version where its kind keeps it, an entry for it in CHANGELOG.md, and the licence."""
    version = _version(plugin)
    found = [] if version else ["no version in pyproject.toml, package.json, manifest.json or composer.json"]
    if version and not re.search(rf"^## .*\b{re.escape(version)}\b", _changelog(plugin), re.MULTILINE):
        found.append(f"CHANGELOG.md has no entry for {version}")
    return found + ([] if "MIT License" in text_of(plugin.folder / "LICENSE") else ["LICENSE is not the MIT License"])


def _changelog(plugin: Plugin) -> str:
    return text_of(plugin.folder / "CHANGELOG.md")


def _version(plugin: Plugin) -> str | None:
    for path in plugin.named("pyproject.toml"):
        return str(tomllib.loads(text_of(path))["project"].get("version", "")) or None
    for name in ("package.json", "manifest*.json", "composer.json"):
        for path in plugin.named(name):
            if version := json.loads(text_of(path)).get("version"):
                return str(version)
    return None


def bounds_what_it_needs(plugin: Plugin) -> list[str]:
    """3: an upper bound for every package of others; what develops it counts as well, PHP itself does not."""
    return [f"{name} has no upper bound: {wanted!r}" for name, wanted in _needs(plugin) if not _is_bounded(wanted)]


def _needs(plugin: Plugin) -> Iterator[tuple[str, str]]:
    for path in plugin.named("pyproject.toml"):
        project = tomllib.loads(text_of(path))["project"]
        for group in (project.get("dependencies", []), *project.get("optional-dependencies", {}).values()):
            yield from ((re.split(r"[^\w.\[\]-]", one)[0], one.partition(";")[0]) for one in group)
    for path in (*plugin.named("package.json"), *plugin.named("composer.json")):
        given = json.loads(text_of(path))
        for kind in ("dependencies", "peerDependencies", "devDependencies", "require", "require-dev"):
            yield from ((name, one) for name, one in given.get(kind, {}).items() if not re.match("php$|ext-", name))


def _is_bounded(wanted: str) -> bool:
    return all(re.search(r"<|==|~=|^\s*[~^=v]?\d+\.[\d.*]*|^\s*[~^]\d", one) for one in wanted.split("||"))


def imports_only_what_is_public(plugin: Plugin) -> list[str]:
    """4: of envcheck only public names, of its npm package only what that exports, and no file from outside."""
    found = [f"{name} imports {one}" for name, text in plugin.code(*PYTHON) for one in _private(text)]
    for name, text in plugin.code(*SCRIPT):
        for wanted in re.findall(r"""(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']""", text):
            inside = (plugin.folder / name).parent.joinpath(wanted).resolve().is_relative_to(plugin.folder.resolve())
            own = not wanted.startswith(".") or inside
            if not own or re.match(r"@telehealth-envcheck/web/(?![a-z-]+$)", wanted):
                found.append(f"{name} imports {wanted}")
    for name, text in plugin.code(*SCRIPT, *PHP, ".html", ".twig"):
        found += [f"{name} asks for {one}" for one in re.findall(r"/web/(?!element\.js\b)[\w-]+\.js", text)]
    return found


def _private(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (
                one.name for one in node.names if one.name.startswith("envcheck.") and not public_names(one.name)
            )
        elif isinstance(node, ast.ImportFrom) and re.match(r"envcheck(\.|$)", node.module or ""):
            home = str(node.module)
            known = {one.name for one in node.names} if FACETS.fullmatch(home) else public_names(home)
            yield from (f"{home}.{one.name}" for one in node.names if one.name not in known)


@lru_cache
def public_names(home: str) -> set[str]:
    """What a plugin may import from a module of envcheck: none of one that is not there."""
    try:
        return PUBLIC.get(home) or set(getattr(import_module(home), "__all__", ()))
    except ImportError:
        return set()


def is_tried_with_the_check_away(plugin: Plugin) -> list[str]:
    """5: a test that is named so shows that everything goes on without envcheck."""
    return [] if plugin.has_test_of("away") else ["no test has `away` in its name"]


SEEN = re.compile(
    r"\b(frames?|pixels?|pictures?|images?|samples?|chunks?|planes?|luma|bgr|pcm|sounds?|transcript|stream|tracks?"
    r"|canvas|token|jwt|report|findings)\b(?!\.(?:width|height|time|length|kind|readyState)\b)"
)
LOGS = re.compile(r"(?:console\.(?:log|debug|info|warn|error)|error_log|\w*[lL]og(?:ger)?\b(?:\(\))?->\w+)\(([^;]*)")
LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "log", "print"}


def logs_nothing_that_was_seen(plugin: Plugin) -> list[str]:
    """6: no call that logs is given a picture, a sound, words that were read, a report, or a token."""
    found = [f"{name} logs {one}" for name, text in plugin.code(*PYTHON) for one in _logged(text)]
    for name, text in plugin.code(*SCRIPT, *PHP):
        for given in LOGS.findall(text):
            found += [f"{name} logs {one[0]}" for one in SEEN.finditer(_without_literals(given))]
    return found


def _logged(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and _called(node.func) in LEVELS:
            given = " ".join(ast.unparse(one) for one in (*node.args, *(word.value for word in node.keywords)))
            yield from (one[0] for one in SEEN.finditer(_without_literals(given)))


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr if "log" in ast.unparse(function.value).lower() else ""
    return function.id if isinstance(function, ast.Name) and function.id == "print" else ""


def _without_literals(text: str) -> str:
    """Source without its quoted text, but with what is put into it."""
    inserted = re.findall(r"\{([^{}]*)\}", text)
    return re.sub(r"""f?"[^"]*"|f?'[^']*'|`[^`]*`""", " ", text) + " " + " ".join(inserted)


OTHERS = re.compile(r"getDisplayMedia|desktopCapture|tabCapture|captureVisibleTab|captureTab|<all_urls>")
JOINS = re.compile(r"""\.connect\(|["']join["']|\bRoom\(\)""")


def opens_nothing_of_others(plugin: Plugin) -> list[str]:
    """7: no screen, no page of others, and no room that is not a lobby, which a test that is named so shows."""
    kinds = (*CODE, ".json", ".html")
    found = [f"{name} asks for {one}" for name, text in plugin.code(*kinds) for one in OTHERS.findall(text)]
    for path in plugin.named("manifest*.json"):
        given = json.loads(text_of(path))
        found += [f"the manifest asks for {key}" for key in ("host_permissions", "content_scripts") if given.get(key)]
        found += ["the manifest asks for tabs"] * ("tabs" in given.get("permissions", []))
    joins = [name for name, text in plugin.code(*PYTHON) if JOINS.search(text)]
    if joins and not plugin.has_test_of("lobby"):
        found.append(f"{joins[0]} joins a room, and no test has `lobby` in its name")
    return found


STAND_IN = re.compile(r"stand[ _-]?ins?", re.IGNORECASE)
OTHER_WORDS = re.compile(r"(^|[_-])(fake|mock|dummy|stub)s?([_.-]|$)", re.IGNORECASE)


IMITATED = re.compile(r"imitat", re.IGNORECASE)
SOURCE = re.compile(r"\bsource|https?:|github|\b[\da-f]{7,40}\b|names are those of|learnt from", re.IGNORECASE)


def names_its_stand_ins(plugin: Plugin) -> list[str]:
    """8: what stands in says so in its name and first line; of a folder of such one lists what it imitates."""
    found, heads = [], dict[Path, str]()
    for path in (path for path in plugin.tested if path.suffix in CODE):
        place = next(path.relative_to(one.parent) for one in plugin.tests if path.is_relative_to(one))
        lines = [
            line for line in text_of(path).splitlines() if not re.match(r"#!|<\?php\s*$|declare|\s*$|/\*\*$", line)
        ]
        is_called = any(STAND_IN.search(part) and not part.startswith("test_") for part in place.parts)
        if OTHER_WORDS.search(path.name) and not is_called:
            found.append(f"{place} is not called a stand-in")
        elif is_called:
            together = path.parent if STAND_IN.search(path.parent.name) else path
            heads[together] = " ".join((heads.get(together, ""), *lines[:30]))
            if not STAND_IN.search(lines[0] if lines else ""):
                found.append(f"{place} does not say in its first line that it is a stand-in")
    bare = [path.name for path, head in heads.items() if not (IMITATED.search(head) and SOURCE.search(head))]
    return found + [f"{name} does not list at its head what it imitates, and its source" for name in bare]


def speaks_every_language(plugin: Plugin) -> list[str]:
    """9: words that are there in one language are there in all of them, each with the same keys."""
    groups: dict[str, dict[str, Path]] = {}
    for path in plugin.shipped:
        parts = [path.stem if part == path.name else part for part in path.relative_to(plugin.folder).parts]
        for code in LANGUAGES & set(parts):
            place = "/".join("*" if part == code else part for part in parts) + path.suffix
            groups.setdefault(place, {})[code] = path
    found = []
    for place, files in groups.items():
        source = {"en"} if place.endswith((".po", ".mo")) else set()
        found += [f"{place} lacks {code}" for code in sorted(LANGUAGES - files.keys() - source)]
        keys = {code: set(json.loads(text_of(path))) for code, path in files.items() if path.suffix == ".json"}
        every: set[str] = set().union(*keys.values())
        found += [f"{place} lacks in {code}: {one}" for code in sorted(keys) for one in sorted(every - keys[code])]
    for name, text in plugin.code(*CODE):
        known = set(re.findall(r"""^\s*["']?(ar|de|en|es|fr)["']?\s*(?::|=>)\s*[\[{"'`(]""", text, re.MULTILINE))
        found += [f"{name} lacks {code}" for code in sorted(LANGUAGES - known) if len(known) > 1]
    return found


def is_typed(plugin: Plugin) -> list[str]:
    """10: types everywhere, held to by the strictest settings: mypy's, TypeScript's, PHP's."""
    found = [f"{name}: {one} has no types" for name, text in plugin.code(*PYTHON) for one in _untyped(text)]
    found += ["py.typed is missing"] * (bool(plugin.named("__init__.py")) and not plugin.named("py.typed"))
    off = re.compile(r"@ts-nocheck|@ts-ignore|# type: ignore(?!\[)|# mypy:")
    found += [f"{name} says {one}" for name, text in plugin.code(*CODE) for one in off.findall(text)]
    given = [path for path in (*plugin.shipped, *plugin.tested) if re.fullmatch(r"tsconfig.*\.json", path.name)]
    is_strict = any(
        all(re.search(rf'"{key}":\s*true', _settings(path)) for key in ("strict", "checkJs")) for path in given
    )
    found += ["no tsconfig.json with strict and checkJs"] * (any(plugin.code(*SCRIPT)) and not is_strict)
    without = [
        name for name, text in plugin.code(*PHP) if not re.search(r"declare\(\s*strict_types\s*=\s*1\s*\)", text)
    ]
    return found + [f"{name} does not declare strict_types" for name in without]


def _settings(path: Path) -> str:
    """Those of a tsconfig.json, with those that it goes by."""
    text = text_of(path)
    base = re.search(r'"extends":\s*"(\.[^"]+)"', text)
    return text + (_settings(path.parent / base[1]) if base else "")


def _untyped(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg]
            own = [one for one in given if one and one.arg not in ("self", "cls")]
            if not node.returns or not all(one.annotation for one in own):
                yield node.name


MODULE_LINES, FUNCTION_LINES = 300, 35


def stays_small(plugin: Plugin) -> list[str]:
    """11: modules of at most 300 lines, functions of at most 35 without their docstring."""
    found = []
    for name, text in plugin.code(*CODE):
        long = len(text.splitlines()) > MODULE_LINES
        functions = python_functions(text) if name.endswith(".py") else braced_functions(text)
        found += [f"{name} has more than {MODULE_LINES} lines"] * long
        found += [f"{name}: {one} has {lines} lines" for one, lines in functions if lines > FUNCTION_LINES]
    return found


HOOKS = {"preinstall", "install", "postinstall", "prepare", "preuninstall", "postuninstall"}
HOMES = re.compile(r"Path\.home\(|expanduser\(|platformdirs|appdirs|os\.homedir\(")


def leaves_nothing(plugin: Plugin) -> list[str]:
    """12: it brings itself alone: no script that runs as it is installed, no file elsewhere, no table that stays."""
    found: list[str] = []
    for path in plugin.named("package.json"):
        found += [
            f"package.json runs {one}" for one in sorted(HOOKS & json.loads(text_of(path)).get("scripts", {}).keys())
        ]
    for path in plugin.named("pyproject.toml"):
        wheel: dict[str, Any] = tomllib.loads(text_of(path)).get("tool", {}).get("hatch", {}).get("build", {})
        found += [f"the wheel has {one}" for one in ("shared-data", "shared-scripts") if one in str(wheel)]
    found += [f"{name} writes to {one}" for name, text in plugin.code(*CODE) for one in HOMES.findall(text)]
    made = {table for _, text in plugin.code(".sql", *PHP) for table in _tables("CREATE", text)}
    gone = {table for _, text in plugin.code(".sql", *PHP) for table in _tables("DROP", text)}
    return found + [f"the table {one} stays" for one in sorted(made - gone)]


def _tables(verb: str, text: str) -> list[str]:
    return re.findall(rf"{verb} TABLE (?:IF (?:NOT )?EXISTS )?[`\"]?(\w+)", text, re.IGNORECASE)


RULES: tuple[Rule, ...] = (
    is_described,
    has_a_version_of_its_own,
    bounds_what_it_needs,
    imports_only_what_is_public,
    is_tried_with_the_check_away,
    logs_nothing_that_was_seen,
    opens_nothing_of_others,
    names_its_stand_ins,
    speaks_every_language,
    is_typed,
    stays_small,
    leaves_nothing,
)
