"""The browser extension as it is packed: what it may do, what it says, and its modules by themselves."""

import base64
import json
import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from envcheck.render.language import languages
from envcheck.server.access import OWN_EXTENSION
from side_panel import builder

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
PLUGIN = ROOT / "plugins" / "browser"
SOURCE = PLUGIN / "extension"
NODE = shutil.which("node")
COMPILER = ROOT / "tests" / "web" / "node_modules" / "typescript" / "bin" / "tsc"

LONGEST_DESCRIPTION = 132
"""Characters that Chromium's store takes."""


def manifests() -> dict[str, dict[str, Any]]:
    build = builder()
    return {browser: build.manifest(browser) for browser in build.BROWSERS}


def messages(lang: str) -> dict[str, str]:
    told = json.loads((SOURCE / "_locales" / lang / "messages.json").read_text(encoding="utf-8"))
    return {key: one["message"] for key, one in told.items()}


def test_it_may_reach_no_page_and_keep_nothing() -> None:
    told = manifests()
    assert told["chromium"]["permissions"] == ["sidePanel"]
    assert "permissions" not in told["firefox"]
    for manifest in told.values():
        reaching = {"host_permissions", "optional_permissions", "optional_host_permissions", "content_scripts"}
        assert not (reaching | {"externally_connectable", "web_accessible_resources"}) & set(manifest)
        policy = manifest["content_security_policy"]["extension_pages"]
        assert set(re.findall(r"https?://\S+?(?=[; ]|$)", policy)) == {"http://127.0.0.1:*"}
        assert "default-src 'none'" in policy
    assert told["firefox"]["browser_specific_settings"]["gecko"]["data_collection_permissions"] == {
        "required": ["none"]
    }


def test_the_server_knows_it_by_its_public_key() -> None:
    digest = sha256(base64.b64decode(manifests()["chromium"]["key"])).hexdigest()[:32]
    identity = "chrome-extension://" + "".join(chr(ord("a") + int(digit, 16)) for digit in digest)
    assert identity == OWN_EXTENSION
    assert f'"{OWN_EXTENSION}"' in (SOURCE / "place.js").read_text(encoding="utf-8")


def test_one_command_packs_it_for_both_browsers_and_always_alike(tmp_path: Path) -> None:
    build = builder()
    for target in ("first", "second"):
        build.main(str(tmp_path / target))
    archives = sorted((tmp_path / "first").glob("*.zip"))
    assert [one.name for one in archives] == [f"envcheck-browser-0.1.0-{name}.zip" for name in build.BROWSERS]
    for archive in archives:
        assert archive.read_bytes() == (tmp_path / "second" / archive.name).read_bytes()
        with ZipFile(archive) as opened:
            names = set(opened.namelist())
            manifest = json.loads(opened.read("manifest.json"))
        assert {"manifest.json", "LICENSE", "panel.html", "_locales/ar/messages.json"} <= names
        assert set(manifest["icons"].values()) <= names
        assert not {name for name in names if name.endswith((".py", ".d.ts", ".test.js")) or "manifest." in name} - {
            "manifest.json"
        }


def test_it_speaks_every_language_of_the_check_with_the_same_words() -> None:
    english = messages("en")
    assert {one.name for one in (SOURCE / "_locales").iterdir()} == set(languages())
    for lang in languages():
        told = messages(lang)
        assert list(told) == list(english), lang
        assert told["lang"] == lang
        assert told["dir"] == ("rtl" if lang == "ar" else "ltr")
        assert len(told["description"]) <= LONGEST_DESCRIPTION
        assert all(("$1" in text) is ("$1" in english[key]) for key, text in told.items()), lang


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    parts = [one for one in SOURCE.glob("*.*") if one.suffix in (".html", ".js", ".json")]
    text = "\n".join(one.read_text(encoding="utf-8") for one in parts)
    used = set(re.findall(r'data-words="(\w+)"|say\("(\w+)"|"((?:open|allow)[A-Z]\w+)"|__MSG_(\w+)__', text))
    named = {word for found in used for word in found if word} - {"openPanelOnActionClick", "openOptionsPage"}
    named |= set(re.findall(r'say\(\w+ \? "(\w+)" : "(\w+)"\)', text)[0])
    assert named == set(messages("en"))


@pytest.mark.skipif(not NODE, reason="Node is not installed")
def test_its_modules_do_what_they_say() -> None:
    assert NODE
    run(NODE, "--test", str(HERE / "browser.test.js"))


@pytest.mark.skipif(
    not NODE or not COMPILER.is_file(), reason="TypeScript is not installed (npm ci --prefix tests/web)"
)
def test_the_types_of_its_modules_fit() -> None:
    assert NODE
    run(NODE, str(COMPILER), "--project", str(HERE / "tsconfig.json"))


def test_it_is_one_plugin_with_a_version_and_a_history() -> None:
    version = manifests()["chromium"]["version"]
    assert f"## {version}" in (PLUGIN / "CHANGELOG.md").read_text(encoding="utf-8")
    assert (PLUGIN / "LICENSE").read_text() == (ROOT / "LICENSE").read_text()


def run(*command: str) -> None:
    done = subprocess.run(command, cwd=HERE, capture_output=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
