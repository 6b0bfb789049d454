"""The page of an episode as a browser has it. Needs Chromium, Playwright for Python and axe-core; skipped without.

pip install playwright && npm ci --prefix tests/pages
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.unit.tell.siege import held

from dragoman.tell import Shown
from dragoman.tell.brief import brief

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
BROWSER = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium is here (set CHROMIUM to its path)")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "brief.html"
    path.write_text(brief(Shown(held()), "episode-1"), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as played:
        opened = played.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_is_quiet_fits_and_has_no_barriers(browser: Any, address: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda request: told.append(request.url) if request.url[:5] not in ("file:", "data:") else None)
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert told == []
    if AXE.exists():
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("async () => (await axe.run()).violations.map(v => [v.id, v.nodes[0].html])")
        assert found == []
    context.close()


def test_a_value_opens_its_words_by_keyboard_and_gives_the_focus_back(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    link = page.locator("#happened a.v[data-f=many]").first
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog")
    assert dialog.is_visible()
    assert "killing 4 people" in dialog.inner_text()
    assert dialog.locator("blockquote .f-many").count() > 0
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert page.evaluate("document.activeElement.dataset.f") == "many"
    page.close()


def test_without_scripts_a_value_leads_to_its_words(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.locator("#happened a.v[data-f=where]").first.click()
    assert "#n" in page.url
    assert page.locator(f"[id={page.url.rpartition('#')[2]}] mark").first.is_visible()
    context.close()


def test_axe_was_asked() -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not here: npm ci --prefix tests/pages")
