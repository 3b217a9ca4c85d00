"""Languages as data: each TOML file here becomes a lexicon and compiled rules.

A file holds `[lexicon]` (classes of words; a class whose words have values is a table of its
own), `[glue]` (what may stand between two parts of a date), `[[rule]]` (named-slot patterns of
a rule kind), `[cues]`, `[guards]` and `[context]`. docs/adding-a-language.md explains each.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from timeline.languages.kept import compiled
from timeline.languages.model import SCRIPTS, Form, Language, LanguageError, Rule, Word
from timeline.languages.words import split_words, with_endings

__all__ = [
    "SCRIPTS", "Form", "Language", "LanguageError", "Rule", "Word", "available", "load", "split_words", "use", "with_endings",
]  # fmt: skip

_FOLDER = Path(__file__).parent

#: Files used in place of those here, by code.
_USED: dict[str, Path] = {}


@cache
def available() -> tuple[str, ...]:
    """The codes of the languages that have a file here."""
    return tuple(sorted({*(path.stem for path in _FOLDER.glob("[a-z][a-z].toml")), *_USED}))


def use(path: Path) -> Language:
    """The language of a file anywhere, which from then on this process reads its code with.

    To be called before any text is read: what was compiled from the file here stays in memory.
    """
    from timeline.languages.compiling import compile_file

    language = compile_file(path)
    _USED[language.code] = path
    load.cache_clear()
    available.cache_clear()
    return load(language.code)


@cache
def load(code: str) -> Language:
    """The compiled language of a code; LanguageError where its file is wrong.

    A code without a file here has what dateparser knows of it: absolute dates only, likely at best.
    """
    if code in _USED:
        from timeline.languages.compiling import compile_file

        return compile_file(_USED[code])
    path = _FOLDER / f"{code}.toml"
    if not path.exists():
        from timeline.languages.borrowed import borrowed

        language = borrowed(code)
        if language:
            return language
        raise LanguageError(
            f"{code}: no language file, and dateparser does not know it; there are {', '.join(available())}"
        )
    return compiled(path)
