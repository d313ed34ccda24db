"""Modules made into one script."""

import shutil
import subprocess
from pathlib import Path

import pytest

from envcheck.model.errors import ServerError
from envcheck.server.app.one_script import one_script
from envcheck.server.app.page_parts import WHOLE, parts

NODE = shutil.which("node")


def made(folder: Path, **modules: str) -> str:
    """One script of modules; `main` is the one that is asked for."""
    for name, text in modules.items():
        (folder / f"{name.replace('_', '-')}.js").write_text(text, encoding="utf-8")
    return one_script(folder, "main.js")


@pytest.mark.skipif(not NODE, reason="Node is not installed")
def test_it_does_what_the_modules_do_each_with_names_of_its_own(tmp_path: Path) -> None:
    script = made(
        tmp_path,
        main='import "./first.js";\nimport {\n  Kind,\n  name as other,\n} from "./two-words.js";\n'
        'import { say } from "./say.js";\n'
        'const name = "main";\nexport const told = say(name, other, new Kind().name, globalThis.first);\n',
        first='globalThis.first = "first";\n',
        two_words='/** @typedef {import("./main.js").Main} Main */\nexport const name = "other";\nexport class Kind {\n'
        "  name = name;\n}\n",
        say='import { name } from "./two-words.js";\nexport async function* later() {}\n'
        'export function say(...words) {\n  return [...words, name].join(" ");\n}\n',
    )
    (tmp_path / "whole.mjs").write_text(script, encoding="utf-8")
    asked = 'import("./whole.mjs").then((whole) => console.log(Object.keys(whole), whole.told))'
    done = subprocess.run([NODE or "", "-e", asked], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "[ 'told' ] main other other first other\n"


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.skipif(not NODE, reason="Node is not installed")
def test_the_page_is_one_script_that_asks_for_no_other(name: str, tmp_path: Path) -> None:
    path = tmp_path / "whole.mjs"
    path.write_bytes(parts()[name])
    subprocess.run([NODE or "", "--check", str(path)], check=True, timeout=120)
    assert b'from "./' not in parts()[name]


@pytest.mark.parametrize(
    "text",
    [
        'import name from "./other.js";',
        'import * as all from "./other.js";',
        "import { name } from './other.js'",
        'import "elsewhere";',
        'import "../other.js";',
        'export * from "./other.js";',
        'export { name } from "./other.js";',
        "const a = 1;\nexport { a };",
        "export default class {}",
        "export let a = 1;",
        "export const { a } = b;",
        'const later = await import("./other.js");',
        'await fetch("x");',
        "const here = import.meta.url;",
        "const module$other = 1;",
    ],
)
def test_what_is_not_known_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(
        ServerError, match=r"The module main\.js of the page cannot be sent: what this does is not known"
    ):
        made(tmp_path, main=f"{text}\n", other="export const name = 1;\n")


def test_a_module_that_is_missing_or_lacks_something_or_needs_itself_is_named(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match=r"gone\.js of the page cannot be sent: there is no such module"):
        made(tmp_path, main='import "./gone.js";\n')
    with pytest.raises(ServerError, match=r"main\.js .*: other\.js does not export 'b' by itself"):
        made(tmp_path, main='import { b } from "./other.js";\n', other="export const a = 1, b = 2;\n")
    with pytest.raises(ServerError, match=r"main\.js .*: it needs itself, by main\.js, other\.js"):
        made(tmp_path, main='import "./other.js";\n', other='import "./main.js";\n')


def test_a_comment_may_name_modules_as_it_likes_and_is_left_out_with_its_lines_kept(tmp_path: Path) -> None:
    named = '{import("./other.js").Kind}'
    types = f"/**\n * @param {named} kind\n */\nlet kind = /** @type {named} */ (1);\n"
    sent = made(tmp_path, main=types)
    assert "import(" not in sent
    assert "\n\n\n\nlet kind = (1);\n" in sent
