"""Every plugin keeps the rules, and each rule can be broken."""

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from plugin_folder import Plugin
from plugin_rules import PUBLIC, RULES, Rule

ROOT = Path(__file__).parents[2]
PLUGINS = sorted(path for path in (ROOT / "plugins").iterdir() if path.is_dir() and Plugin(path, ()).shipped)


def plugin(folder: Path) -> Plugin:
    own = (folder / "tests", ROOT / "tests" / "plugins" / folder.name, ROOT / f"tests/plugins/test_{folder.name}.py")
    return Plugin(folder, tuple(place for place in own if place.exists()))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("folder", PLUGINS, ids=lambda folder: folder.name)
def test_a_plugin_keeps_the_rule(folder: Path, rule: Rule) -> None:
    assert not rule(plugin(folder))


def test_what_plugins_may_import_is_there() -> None:
    for home, names in PUBLIC.items():
        assert names <= set(dir(import_module(home))), home


def test_every_plugin_has_its_row_in_the_table() -> None:
    table = (ROOT / "plugins" / "README.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| \[`([\w-]+)`\]\(\1/", table, re.MULTILINE))
    assert {folder.name for folder in PLUGINS} <= rows


@pytest.mark.slow
@pytest.mark.parametrize(
    "folder", [one for one in PLUGINS if (one / "pyproject.toml").is_file()], ids=lambda one: one.name
)
def test_a_plugin_of_python_is_uninstalled_without_a_trace(folder: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv"], check=True, timeout=300)
    before = files(tmp_path / "venv")
    pip("wheel", "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", tmp_path, folder)
    (wheel,) = tmp_path.glob("*.whl")
    inside = ("--python", tmp_path / "venv")
    pip(*inside, "install", "--no-index", "--no-deps", "--no-compile", wheel)
    own = {path.parts[3] for path in files(tmp_path / "venv") - before if path.parts[0] == "lib"}
    assert all(name.startswith("envcheck_") for name in own)
    pip(*inside, "uninstall", "--yes", wheel.name.partition("-")[0])
    assert files(tmp_path / "venv") == before


def pip(*words: str | Path) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr


def files(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


README = """# Good

Shows a room check before something.

## Install
## Use
## When the check is away
## Privacy
## Tested versions
Something 1.2, for real; there is no stand-in.
"""

STAND_IN = '''"""A stand-in of Something's client.

Imitates `Client.join`; source: something/client.py at 0a8be86.
"""
'''

GOOD = {
    "README.md": README,
    "CHANGELOG.md": "# Changelog\n\n## 0.2.0\n",
    "LICENSE": "MIT License\n",
    "pyproject.toml": '[project]\nname = "good"\nversion = "0.2.0"\ndependencies = ["some>=1.1,<2; os_name != 0"]\n',
    "package.json": '{"version": "0.2.0", "peerDependencies": {"react": "^18 || ^19.1"}, "scripts": {"build": "true"}}',
    "manifest.json": '{"manifest_version": 3, "permissions": ["sidePanel"]}',
    "composer.json": '{"require": {"php": ">=8.1", "something/else": "^5.4"}}',
    "tsconfig.json": '{"compilerOptions": {"strict": true, "checkJs": true}}',
    "good/py.typed": "\n",
    "good/__init__.py": "\n",
    "good/observer.py": "from envcheck.watch import Watch\n\nasync def joined(room: object) -> None:\n"
    "    await room.connect('lobby')\n    log.info('%s by %s', frame.width, 'the frame')\n",
    "web/gate.js": 'import { one } from "./one.js";\nimport "@telehealth-envcheck/web/gate";\nconsole.warn("stream");',
    "web/one.js": "export function one() {\n  return 1;\n}\n",
    "web/words/en.json": '{"skip": "Skip"}',
    **{f"web/words/{code}.json": '{"skip": "…"}' for code in ("ar", "de", "es", "fr")},
    "src/Module.php": "<?php\ndeclare(strict_types=1);\n",
    "tests/test_away.py": "def test_the_call_begins() -> None: ...\n",
    "tests/test_room.py": "def test_only_a_lobby_is_joined() -> None: ...\n",
    "tests/stand_in.py": STAND_IN,
}


def laid(folder: Path, **given: str) -> Plugin:
    """A folder that keeps every rule, but for what is given."""
    for name, text in {**GOOD, **given}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return Plugin(folder, (folder / "tests",))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_folder_can_keep_the_rule(rule: Rule, tmp_path: Path) -> None:
    assert not rule(laid(tmp_path))


LONG = "".join(f"    x = {number}\n" for number in range(40))

BROKEN = [
    ("is_described", "README.md", README.replace("## Privacy", ""), "privacy"),
    ("is_described", "README.md", README.replace("## When the check is away", ""), "away"),
    ("is_described", "README.md", README.replace("stand-in", "double"), "stand-in"),
    ("is_described", "README.md", README.replace("Shows a room check before something.\n", ""), "what it does"),
    ("has_a_version_of_its_own", "CHANGELOG.md", "## 0.1.0", "no entry for 0.2.0"),
    ("has_a_version_of_its_own", "LICENSE", "", "LICENSE"),
    ("has_a_version_of_its_own", "pyproject.toml", '[project]\nname = "good"\n', "no version"),
    ("bounds_what_it_needs", "pyproject.toml", '[project]\ndependencies = ["something>=1.1"]', "something"),
    ("bounds_what_it_needs", "package.json", '{"peerDependencies": {"react": ">=18"}}', "react"),
    ("bounds_what_it_needs", "package.json", '{"dependencies": {"react": "latest"}}', "react"),
    ("bounds_what_it_needs", "composer.json", '{"require": {"something/else": "*"}}', "something/else"),
    ("imports_only_what_is_public", "good/one.py", "from envcheck.runner import new_session", "new_session"),
    ("imports_only_what_is_public", "good/one.py", "from envcheck.watch import Looking", "watch.Looking"),
    ("imports_only_what_is_public", "good/one.py", "from envcheck import watch", "envcheck.watch"),
    ("imports_only_what_is_public", "good/one.py", "import envcheck.session", "envcheck.session"),
    ("imports_only_what_is_public", "web/one.js", 'import "../../envcheck/web/state.js"', "state.js"),
    ("imports_only_what_is_public", "web/one.js", 'import "@telehealth-envcheck/web/dist/state.js"', "dist/state.js"),
    ("imports_only_what_is_public", "src/Module.php", "<?php\n$a = '/web/state.js';", "state.js"),
    ("is_tried_with_the_check_away", "tests/test_away.py", "", ""),
    ("logs_nothing_that_was_seen", "good/one.py", "log.debug('got %s', frame)", "frame"),
    ("logs_nothing_that_was_seen", "good/one.py", "print(f'got {chunk.samples}')", "chunk"),
    ("logs_nothing_that_was_seen", "web/one.js", "console.log(`got ${report}`);", "report"),
    ("logs_nothing_that_was_seen", "src/Module.php", "<?php\nerror_log('got ' . $token);", "token"),
    ("opens_nothing_of_others", "web/one.js", "navigator.mediaDevices.getDisplayMedia()", "getDisplayMedia"),
    ("opens_nothing_of_others", "manifest.json", '{"host_permissions": ["https://a.test/*"]}', "host_permissions"),
    ("opens_nothing_of_others", "manifest.json", '{"permissions": ["tabs"]}', "tabs"),
    ("opens_nothing_of_others", "tests/test_room.py", "", "lobby"),
    ("names_its_stand_ins", "tests/fake_room.py", STAND_IN, "fake_room.py is not called"),
    ("names_its_stand_ins", "tests/stand_in.py", '"""Imitates a room, https://a.test."""', "first line"),
    ("names_its_stand_ins", "tests/stand_in.py", '"""A stand-in of a room."""', "what it imitates"),
    ("names_its_stand_ins", "tests/stand_ins/Room.php", "<?php\n// A room.\n", "first line"),
    ("speaks_every_language", "web/words/de.json", "{}", "lacks in de: skip"),
    ("speaks_every_language", "_locales/en/messages.json", "{}", "lacks fr"),
    ("speaks_every_language", "web/one.js", 'const words = {\n  en: {a: "A"},\n  de: {a: "A"},\n};', "lacks es"),
    ("is_typed", "good/one.py", "def one(room): ...", "one has no types"),
    ("is_typed", "good/one.py", "import some  # type: ignore", "type: ignore"),
    ("is_typed", "good/py.typed", "", "py.typed"),
    ("is_typed", "tsconfig.json", '{"compilerOptions": {"strict": true}}', "checkJs"),
    ("is_typed", "src/Module.php", "<?php\n", "strict_types"),
    ("stays_small", "good/one.py", f"def one() -> None:\n{LONG}", "one has 41 lines"),
    ("stays_small", "web/one.js", f"export function one() {{\n{LONG}}}\n", "one() { has 42 lines"),
    ("stays_small", "src/Module.php", f"<?php\nfunction one(): void {{\n{LONG}}}\n", "has 42 lines"),
    ("stays_small", "src/Module.php", f"<?php\nfunction one(): void\n{{\n{LONG}}}\n", "has 43 lines"),
    ("stays_small", "src/Other.php", "<?php\n" + "\n" * 300, "more than 300"),
    ("leaves_nothing", "package.json", '{"scripts": {"postinstall": "node a.js"}}', "postinstall"),
    (
        "leaves_nothing",
        "pyproject.toml",
        '[project]\n[tool.hatch.build.targets.wheel.shared-data]\na = "etc"',
        "shared-data",
    ),
    ("leaves_nothing", "good/one.py", "place = Path.home()", "Path.home("),
    ("leaves_nothing", "table.sql", "CREATE TABLE IF NOT EXISTS `rooms` (id INT);", "rooms"),
]


@pytest.mark.parametrize(("name", "file", "text", "told"), BROKEN, ids=lambda value: str(value)[:24])
def test_the_rule_can_be_broken(name: str, file: str, text: str, told: str, tmp_path: Path) -> None:
    bad = laid(tmp_path, **{file: text})
    if not text:
        (tmp_path / file).unlink()
    (rule,) = (one for one in RULES if one.__name__ == name)
    assert any(told in one for one in rule(bad)), rule(bad)


def test_every_rule_is_shown_to_be_breakable() -> None:
    assert {name for name, *_ in BROKEN} == {rule.__name__ for rule in RULES}
