"""Build the page as one file. Its security policy lets only its own script run, named by its hash."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from string import Template
from typing import Any

from techpolicy_extract.products.viewer.content import content, listed
from techpolicy_extract.products.viewer.labels import asset, colours, labels
from techpolicy_extract.products.viewer.runs import Run

LANGUAGES = ("zh", "en")

# `app` starts the page, so it is the last script; `narrow` overrules the other style sheets, so it is the last one.
_SCRIPTS = ("dom", "data", "words", "layers", "text", "card", "list", "figures", "overview", "document", "app")
_STYLES = ("base", "overview", "document", "card", "narrow")
# `<` could end the block or open a comment in it; line separators and lone surrogates are not allowed in HTML text.
_UNSAFE = re.compile("[<\u2028\u2029\ud800-\udfff]")


def build_page(runs: Sequence[Run], language: str = "zh") -> bytes:
    """Return the page in UTF-8; the same runs give the same bytes. `language` is zh or en."""
    keys = _keys(runs)
    index = [listed(run, key) for run, key in zip(runs, keys, strict=True)]
    blocks = [_block(f"doc-{number}", content(run)) for number, run in enumerate(runs)]
    style = "\n".join([colours(), *(asset(f"{name}.css") for name in _STYLES)])
    script = "\n".join(asset(f"{name}.js") for name in _SCRIPTS)
    page = Template(asset("page.html")).substitute(
        language=html.escape({"zh": "zh-Hans", "en": "en"}[language]),
        policy=_policy(script, style),
        style=style,
        labels=_block("labels", labels()),
        index=_block("index", index),
        documents="\n".join(blocks),
        script=script,
    )
    return page.encode("utf-8")


def _keys(runs: Iterable[Run]) -> list[str]:
    """Return a unique key for each document: its id, with a number where the same id occurs again."""
    seen: Counter[str] = Counter()
    keys = []
    for run in runs:
        key = str(run.document["doc_id"])
        seen[key] += 1
        keys.append(key if seen[key] == 1 else f"{key}~{seen[key]}")
    return keys


def _policy(script: str, style: str) -> str:
    rules = f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}"
    return f"{rules}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _block(name: str, value: Any) -> str:
    """Write data as a JSON block that no browser runs and that no text in the data can end."""
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    safe = _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", data)
    return f'<script type="application/json" id="{name}">{safe}</script>'
