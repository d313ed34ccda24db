"""The catalogues of translations: `make translations`, `make new-language LANG=it`, and a part of `make release-check`.

New sentences come with an empty translation, for which English stands in until a person who speaks the language fills
it; those that are gone are dropped. Only a release has to be complete.
"""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
CODE = re.compile("[a-z]{2,3}")
SOURCE = "en"
TITLE = "# envcheck: what the therapist reads."


def marked() -> list[str]:
    """Every text marked with N_ in the package, sorted."""
    found = extract_from_dir(ROOT / "envcheck", [("**.py", "python")], keywords={"N_": None})
    return sorted({text for _, _, text, _, _ in found if isinstance(text, str)})


def updated(catalogue: Catalog, texts: list[str]) -> tuple[Catalog, int]:
    """The catalogue with exactly these texts, and how many of them are still to be translated."""
    fresh = Catalog(locale=catalogue.locale, header_comment=catalogue.header_comment, fuzzy=False)
    for text in texts:
        known = catalogue.get(text)
        fresh.add(text, known.string if known else "")
    return fresh, sum(not message.string for message in fresh if message.id)


def read(path: Path) -> Catalog:
    """The catalogue in a file; its language is the folder's name."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name)


def begun(code: str, folder: Path) -> Path:
    """Begins the catalogue of one more language, and gives its file.

    Args:
        code: two or three small letters (ISO 639), such as it.
        folder: where the languages lie.

    Raises:
        SystemExit: one sentence: there is no such language, or it is there already.
    """
    try:
        language = Locale.parse(code if CODE.fullmatch(code) else "")
    except (UnknownLocaleError, ValueError, TypeError):
        raise SystemExit(f"{code!r} is no language: its code takes two or three small letters, such as it.") from None
    path = folder / code / "LC_MESSAGES" / "envcheck.po"
    if path.exists() or code == SOURCE:
        raise SystemExit(f"{language.english_name} is already there.")
    path.parent.mkdir(parents=True)
    write(path, updated(Catalog(locale=code, header_comment=TITLE), marked())[0])
    return path


def write(path: Path, catalogue: Catalog) -> None:
    """Writes a catalogue as we keep it: sorted, without dates."""
    with path.open("wb") as file:
        write_po(file, catalogue, width=0, sort_output=True)
    path.write_text("\n".join(_without_dates(path.read_text(encoding="utf-8"))), encoding="utf-8")


def gaps(folder: Path, texts: list[str]) -> Iterator[str]:
    """What keeps a release from being complete, one line for each language."""
    for path in catalogues(folder):
        catalogue = read(path)
        missing = [text for text in texts if not ((known := catalogue.get(text)) and known.string)]
        if missing:
            yield f"{path.parents[1].name} lacks {len(missing)} of {len(texts)} texts, such as {missing[0]!r}."


def catalogues(folder: Path) -> list[Path]:
    """Every catalogue there is."""
    return sorted(folder.glob("*/LC_MESSAGES/*.po"))


def main() -> None:
    """Rewrites every catalogue and says what is left to do, or does what the options say."""
    parser = argparse.ArgumentParser(description="Keep the catalogues of translations.")
    parser.add_argument("--new", metavar="LANG", help="begin one more language")
    parser.add_argument("--complete", action="store_true", help="fail where a translation is missing")
    given, folder = parser.parse_args(), ROOT / "envcheck" / "locale"
    texts = marked()
    if given.complete:
        raise SystemExit("\n".join(gaps(folder, texts)) or 0)
    if given.new is not None:
        print(f"Written: {begun(given.new, folder).relative_to(ROOT)}; fill in what you can, and `make` takes it in.")
        return
    for path in catalogues(folder):
        fresh, missing = updated(read(path), texts)
        write(path, fresh)
        print(f"{path.relative_to(ROOT)}: {len(texts)} texts, {missing} to translate")


def _without_dates(text: str) -> list[str]:
    """Lines without the header fields that change with every run or name a tool."""
    kept = ('"Language:', '"Plural-Forms', '"MIME', '"Content')
    header = [line for line in text.split("\n") if line.startswith('"') and ": " in line]
    return [line for line in text.split("\n") if line not in header or line.startswith(kept)]


if __name__ == "__main__":
    main()
