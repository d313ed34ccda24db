"""The module's parts without a browser: PHP's own tests of it, its zip, and what it signs."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import httpx
import jwt
import pytest

from envcheck.server.access import Access, Scope, SignedTokens
from npm_package import COMPILER
from openemr_module import NAME, PLUGIN, packed, version
from plugins.openemr.stand_in_openemr import IS_READY, PHP, PHPUNIT, SIGNED_IN, STAND_INS, encrypted, site

HERE = Path(__file__).parent
NODE = shutil.which("node")
MODULE = PLUGIN / NAME
KEY = "a key that the practice and the check share"
VERSIONS = ("7", "8")
NAMESPACES = {"Envcheck", "OpenEMR", "Symfony", "Twig", "Comlink"}

needs_php = pytest.mark.skipif(not IS_READY, reason="PHP with Debian's Symfony and Twig is not installed")


@needs_php
@pytest.mark.skipif(not PHPUNIT, reason="PHPUnit is not installed")
@pytest.mark.parametrize("version", VERSIONS)
def test_the_module_does_what_it_says_beside_stand_ins_of_openemr(version: str) -> None:
    assert PHPUNIT
    command = [PHPUNIT, "--no-configuration", "--fail-on-warning", "--fail-on-risky", "--do-not-cache-result"]
    bootstrap = STAND_INS / "StandInOpenEmr.php"
    done = subprocess.run(
        [*command, "--bootstrap", str(bootstrap), str(HERE)],
        env={"PATH": "/usr/bin:/bin", "STAND_IN_OPENEMR": version},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@needs_php
@pytest.mark.parametrize("version", VERSIONS)
def test_a_token_of_the_module_opens_the_check_and_names_nobody(tmp_path: Path, version: str) -> None:
    with site(tmp_path, version) as running, httpx.Client(base_url=running.url) as client:
        settings = {"envcheck_url": "https://check.test", "envcheck_key": encrypted(KEY)}
        running.tell(settings)
        page = client.get("/interface/main/calendar/add_edit_event.php").text
        found = re.search('data-token="([^"]+)" data-csrf="([^"]+)"', page)
        assert found, page
        answer = client.post(found[1], data={"csrf_token_form": found[2]})
        assert answer.headers["Cache-Control"] == "no-store"
        token = answer.json()["token"]
        for scope in Scope:
            Access(signed=SignedTokens(KEY, "HS256", "envcheck")).verify(f"Bearer {token}", scope)
        claims = jwt.decode(token, KEY, ["HS256"], audience="envcheck")
        assert claims.keys() == {"aud", "scope", "iat", "exp"}
        assert claims["exp"] - claims["iat"] == 900
        assert client.post(found[1]).status_code == 403
        assert client.get(found[1]).status_code == 405
        running.tell(settings, allows=False)
        assert client.post(found[1], data={"csrf_token_form": found[2]}).status_code == 403
        running.tell(settings, session=SIGNED_IN | {"authUserID": None})
        assert client.post(found[1], data={"csrf_token_form": found[2]}).status_code == 403
        assert "Administration" in client.get(found[1].replace("public/token", "moduleConfig")).text
        told = " ".join(running.lines)
        assert not re.search(r"PHP \w+:|\bFatal|Warning|eyJ", told), told


def test_the_zip_is_the_module_and_no_more(tmp_path: Path) -> None:
    archive = packed(tmp_path)
    assert archive.read_bytes() == packed(tmp_path / "again").read_bytes()
    assert archive.name == f"{NAME}-{version()}.zip"
    with zipfile.ZipFile(archive) as opened:
        names = set(opened.namelist())
    assert all(name.startswith(f"{NAME}/") for name in names)
    parts = ("openemr.bootstrap.php", "info.txt", "version.php", "public/token.php", "README.md", "LICENSE")
    assert names >= {f"{NAME}/{part}" for part in parts}
    assert f'"version": "{version()}"' in (MODULE / "composer.json").read_text(encoding="utf-8")
    assert f"## {version()}" in (PLUGIN / "CHANGELOG.md").read_text(encoding="utf-8")


@needs_php
def test_every_file_is_strict_and_knows_nothing_but_openemr_and_its_libraries() -> None:
    assert PHP
    for file in sorted(MODULE.rglob("*.php")):
        done = subprocess.run([PHP, "-l", str(file)], capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stdout
        text = file.read_text(encoding="utf-8")
        assert "declare(strict_types=1);" in text, file
        assert {name.split("\\")[0] for name in re.findall(r"^use ([\w\\]+);", text, re.MULTILINE)} <= NAMESPACES
        assert len(text.splitlines()) <= 300
        assert not re.search(r"\b(var_dump|print_r|sqlStatement|file_put_contents)\b", text), file


@pytest.mark.skipif(
    not NODE or not COMPILER.is_file(), reason="TypeScript is not installed (npm ci --prefix tests/web)"
)
def test_the_types_of_the_dialog_fit() -> None:
    assert NODE
    done = subprocess.run([NODE, str(COMPILER), "-p", str(MODULE.parent)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout


def test_the_launch_button_is_nowhere_spoken_of() -> None:
    for file in MODULE.rglob("*"):
        if file.is_file() and file.suffix in (".js", ".css", ".twig"):
            text = file.read_text(encoding="utf-8")
            assert "telehealth" not in text, file
            assert "disabled" not in text, file
