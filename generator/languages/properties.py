"""A Unicode property as ECMA-262 writes it -> as Rust's `regex` crate writes it."""

from __future__ import annotations

_CATEGORIES = """
C Other|Cc Control cntrl|Cf Format|Cn Unassigned|Co Private_Use|L Letter|LC Cased_Letter|Ll Lowercase_Letter
Lm Modifier_Letter|Lo Other_Letter|Lt Titlecase_Letter|Lu Uppercase_Letter|M Mark Combining_Mark|Mc Spacing_Mark
Me Enclosing_Mark|Mn Nonspacing_Mark|N Number|Nd Decimal_Number digit|Nl Letter_Number|No Other_Number
P Punctuation punct|Pc Connector_Punctuation|Pd Dash_Punctuation|Pe Close_Punctuation|Pf Final_Punctuation
Pi Initial_Punctuation|Po Other_Punctuation|Ps Open_Punctuation|S Symbol|Sc Currency_Symbol|Sk Modifier_Symbol
Sm Math_Symbol|So Other_Symbol|Z Separator|Zl Line_Separator|Zp Paragraph_Separator|Zs Space_Separator
"""
_BINARY = frozenset(
    {
        "ASCII",
        "Alphabetic",
        "Any",
        "Assigned",
        "Emoji",
        "Emoji_Component",
        "Emoji_Modifier",
        "Emoji_Modifier_Base",
        "Emoji_Presentation",
        "Extended_Pictographic",
        "ID_Continue",
        "ID_Start",
        "Ideographic",
        "Lowercase",
        "Math",
        "Uppercase",
        "White_Space",
        "XID_Continue",
        "XID_Start",
    }
)
_SCRIPTS = frozenset(
    {
        "Arabic",
        "Armenian",
        "Bengali",
        "Bopomofo",
        "Braille",
        "Cherokee",
        "Common",
        "Coptic",
        "Cyrillic",
        "Devanagari",
        "Ethiopic",
        "Georgian",
        "Gothic",
        "Greek",
        "Gujarati",
        "Gurmukhi",
        "Han",
        "Hangul",
        "Hebrew",
        "Hiragana",
        "Inherited",
        "Kannada",
        "Katakana",
        "Khmer",
        "Lao",
        "Latin",
        "Malayalam",
        "Mongolian",
        "Myanmar",
        "Oriya",
        "Runic",
        "Sinhala",
        "Syriac",
        "Tamil",
        "Telugu",
        "Thaana",
        "Thai",
        "Tibetan",
        "Yi",
    }
)
_BY_NAME = {
    name: names.split()[0]
    for line in _CATEGORIES.strip().splitlines()
    for names in line.split("|")
    for name in names.split()
}


def rust_property(name: str, value: str) -> str | None:
    """Return the inside of Rust's ``\\p{…}``, or None for a property that is not known to mean the same there.

    Args:
        name: what stands before the equals sign; empty without one.
        value: what stands behind it, or alone.
    """
    match name:
        case "":
            # A script alone is no ECMA-262, but every other engine takes it, and authors write it.
            known = value in _BINARY or value in _SCRIPTS
            return value if known else _BY_NAME.get(value)
        case "General_Category" | "gc":
            return _BY_NAME.get(value)
        case "Script" | "sc" if value in _SCRIPTS:
            return f"sc={value}"
        case "Script_Extensions" | "scx" if value in _SCRIPTS:
            return f"scx={value}"
        case _:
            return None
