"""A letter in light and in dark, as a mail program shows it that loads nothing: all of its words can be read."""

import pytest
from playwright.sync_api import Browser

from eventnet.followup.models import Meeting
from tests.followup.conftest import agreed, asked, letters, story  # noqa: F401 - fixtures

pytestmark = pytest.mark.browser

ENOUGH = 4.5  # WCAG 2.2, 1.4.3
CONTRASTS = """() => {
    const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = (colour) => {
        const parts = channels(colour).map((c) => c / 255);
        const [r, g, b] = parts.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if (channels(colour)[3] !== 0) return colour;
        }
        return "rgb(255, 255, 255)";
    };
    const words = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const shown = [...document.body.querySelectorAll("*")].filter((each) => words(each) && each.checkVisibility());
    return shown.map((each) => {
        const [one, other] = [light(getComputedStyle(each).color), light(ground(each))].sort((a, b) => b - a);
        return [each.textContent.trim().slice(0, 40), (one + 0.05) / (other + 0.05)];
    });
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_word_of_a_letter_can_be_read(agreed: Meeting, chromium: Browser, theme: str):  # noqa: F811 - a fixture
    for kind in ("request", "meeting_agreed"):
        page = chromium.new_page(color_scheme=theme, offline=True)  # type: ignore[arg-type]
        page.set_content(letters(kind)[0].html)
        found = page.evaluate(CONTRASTS)
        grounds = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.close()
        assert len(found) > 5
        assert [words for words, contrast in found if contrast < ENOUGH] == []
        assert (sum(map(int, grounds[4:-1].split(","))) > 3 * 128) is (theme == "light")
