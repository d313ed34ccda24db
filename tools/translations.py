"""Takes new sentences into the catalogues, and drops those that are gone: `make translations`.

New ones come with an empty translation, which the tests do not let pass: a person who speaks the language fills it.
"""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]


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


def main() -> None:
    """Rewrites every catalogue and says what is left to do."""
    texts = marked()
    for path in sorted((ROOT / "envcheck" / "locale").glob("*/LC_MESSAGES/*.po")):
        with path.open("rb") as file:
            fresh, missing = updated(read_po(file, locale=path.parents[1].name), texts)
        with path.open("wb") as file:
            write_po(file, fresh, width=0, sort_output=True)
        path.write_text("\n".join(_without_dates(path.read_text(encoding="utf-8"))), encoding="utf-8")
        print(f"{path.relative_to(ROOT)}: {len(texts)} texts, {missing} to translate")


def _without_dates(text: str) -> list[str]:
    """Lines without the header fields that change with every run or name a tool."""
    kept = ('"Language:', '"Plural-Forms', '"MIME', '"Content')
    header = [line for line in text.split("\n") if line.startswith('"') and ": " in line]
    return [line for line in text.split("\n") if line not in header or line.startswith(kept)]


if __name__ == "__main__":
    main()
