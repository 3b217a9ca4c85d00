"""Which language a text is in: by its script, then by its words among those the script serves."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from timeline.languages import available

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

#: Text a language is told from, in code points.
SAMPLE = 1200
#: Fewest letters that say anything.
FEWEST_LETTERS = 3
#: How far ahead (log-likelihood) a language that dates are not read in must be: a few words say little.
AHEAD = 6.0

#: Script -> its letters and the languages told apart in it, the likeliest first.
_SCRIPTS = {
    "hangul": (re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]"), ("ko",)),
    "kana": (re.compile("[\u3040-\u30ff]"), ("ja",)),
    "arabic": (re.compile("[\u0620-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc]"), ("ar", "fa", "ur")),
    "cyrillic": (re.compile("[\u0400-\u052f]"), ("ru", "uk", "be", "bg", "sr", "mk", "kk")),
    "hebrew": (re.compile("[\u05d0-\u05ea]"), ("he",)),
    "greek": (re.compile("[\u0370-\u03ff]"), ("el",)),
    "han": (re.compile("[\u4e00-\u9fff]"), ("zh",)),
    "latin": (
        re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
        ("en", "fr", "de", "es", "it", "pt", "nl", "pl", "tr", "sv", "cs", "ro", "hu", "fi", "id", "vi"),
    ),
}
_SURE = {
    "arabic": re.compile("(?!.*[پچژگٹڈڑےں])", re.S),
    "cyrillic": re.compile("(?!.*[іїєґўјљњћђџәғқңөұүһ])(?=.*[ыэ])", re.S),
}
_MARKS = re.compile("[*_#|~=<>]+")
#: Syllables and ideographs say more a sign than letters do.
_WEIGHT = {"hangul": 2.5, "kana": 2.5, "han": 2}


def language_of(text: str) -> str:
    """ISO 639-1, or "" where there are no letters."""
    sample = _MARKS.sub(" ", text[:SAMPLE])
    counts = {name: len(letters.findall(sample)) for name, (letters, _) in _SCRIPTS.items()}
    script = max(counts, key=lambda name: counts[name] * _WEIGHT.get(name, 1))
    if counts[script] < FEWEST_LETTERS:
        return ""
    if script == "han" and counts["kana"]:
        return "ja"
    languages = _SCRIPTS[script][1]
    if len(languages) == 1 or (script in _SURE and _SURE[script].match(sample)):
        return languages[0]
    ranked = {code: float(score) for code, score in _identifier().rank(sample) if code in languages}
    read = max((code for code in available() if code in ranked), key=lambda code: ranked[code], default="")
    best = max(ranked, key=lambda code: ranked[code])
    return read if read and ranked[best] - ranked[read] < AHEAD else best


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages([code for _, codes in _SCRIPTS.values() for code in codes])
    return identifier
