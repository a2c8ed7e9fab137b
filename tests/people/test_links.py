from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import given
from hypothesis import strategies as st

from eventnet.people import links
from eventnet.refusals import Refused


@pytest.fixture(autouse=True, scope="module")
def words() -> Iterator[None]:
    app = Flask(__name__)
    Babel(app)
    with app.app_context():
        yield


def url(network: str, typed: str) -> str:
    return links.normalise(network, typed).url


@pytest.mark.parametrize(
    ("network", "typed", "plain"),
    [
        ("linkedin", "ada-lovelace", "https://www.linkedin.com/in/ada-lovelace"),
        ("linkedin", " @ada-lovelace\n", "https://www.linkedin.com/in/ada-lovelace"),
        ("linkedin", "in/ada-lovelace", "https://www.linkedin.com/in/ada-lovelace"),
        ("linkedin", "/in/ada-lovelace/", "https://www.linkedin.com/in/ada-lovelace"),
        ("xing", "Ada_Lovelace2", "https://www.xing.com/profile/Ada_Lovelace2"),
        ("facebook", "ada.lovelace", "https://www.facebook.com/ada.lovelace"),
        ("x", "@ada_l", "https://x.com/ada_l"),
        ("github", "ada-l", "https://github.com/ada-l"),
        ("mastodon", "@ada@mastodon.social", "https://mastodon.social/@ada"),
        ("mastodon", "ada.l@Mastodon.Social", "https://mastodon.social/@ada.l"),
        ("website", "ada-lovelace.org", "https://ada-lovelace.org"),
    ],
)
def test_a_handle_becomes_the_address_of_the_profile(network: str, typed: str, plain: str):
    assert url(network, typed) == plain


@pytest.mark.parametrize(
    ("network", "typed", "plain"),
    [
        ("linkedin", "http://linkedin.com/in/ada/", "https://www.linkedin.com/in/ada"),
        (
            "linkedin",
            "https://de.linkedin.com/in/ada?trk=x&utm_source=share",
            "https://www.linkedin.com/in/ada",
        ),
        ("linkedin", "www.linkedin.com/in/ada/de", "https://www.linkedin.com/in/ada"),
        ("linkedin", "https://www.linkedin.com/mwlite/in/ada", "https://www.linkedin.com/in/ada"),
        ("linkedin", "LinkedIn.com/in/j%C3%B6rg-m", "https://www.linkedin.com/in/j%C3%B6rg-m"),
        ("linkedin", "linkedin.com/in/jörg-m", "https://www.linkedin.com/in/j%C3%B6rg-m"),
        (
            "xing",
            "https://www.xing.com/profile/Ada_Lovelace/cv?sc_o=x",
            "https://www.xing.com/profile/Ada_Lovelace",
        ),
        ("facebook", "https://m.facebook.com/ada.lovelace?fbclid=1", "https://www.facebook.com/ada.lovelace"),
        ("facebook", "de-de.facebook.com/ada.lovelace/about", "https://www.facebook.com/ada.lovelace"),
        ("facebook", "facebook.com/profile.php?id=100012345&sk=about", "https://www.facebook.com/100012345"),
        ("facebook", "facebook.com/people/Ada-L/100012345/", "https://www.facebook.com/100012345"),
        ("x", "https://mobile.twitter.com/ada?s=20", "https://x.com/ada"),
        ("x", "twitter.com/ada/status/1234", "https://x.com/ada"),
        ("github", "https://github.com/ada/engine#readme", "https://github.com/ada"),
        ("mastodon", "https://mastodon.social/@ada", "https://mastodon.social/@ada"),
        ("mastodon", "https://mastodon.social/@ada@chaos.example", "https://chaos.example/@ada"),
        ("mastodon", "https://mastodon.social/web/@ada", "https://mastodon.social/@ada"),
        ("mastodon", "https://mastodon.social/users/ada", "https://mastodon.social/@ada"),
        ("website", "http://www.Ada.org/", "https://www.ada.org"),
        ("website", "ada.org/a%20b/ü?id=1&utm_medium=mail#top", "https://ada.org/a%20b/%C3%BC?id=1#top"),
        ("website", "//ada.org:443", "https://ada.org"),
    ],
)
def test_a_pasted_profile_address_becomes_the_plain_one(network: str, typed: str, plain: str):
    assert url(network, typed) == plain


@pytest.mark.parametrize(
    "typed",
    [
        "0151 12345678",
        "+49 151 12345678",
        "0151/12345678",
        "https://wa.me/4915112345678",
        "wa.me/4915112345678?text=hi",
        "https://api.whatsapp.com/send?phone=%2B4915112345678&text=hi",
        "https://web.whatsapp.com/send/?phone=4915112345678",
    ],
)
def test_whatsapp_is_a_phone_number(typed: str):
    link = links.normalise("whatsapp", typed)
    assert (link.url, link.label) == ("https://wa.me/4915112345678", "+49 1511 2345678")


def test_a_whatsapp_number_without_country_belongs_to_the_region():
    assert links.normalise("whatsapp", "06 12 34 56 78", "FR").url == "https://wa.me/33612345678"


@pytest.mark.parametrize(
    ("network", "typed", "label"),
    [
        ("linkedin", "linkedin.com/in/ada", "ada"),
        ("x", "ada", "@ada"),
        ("mastodon", "https://mastodon.social/@ada", "@ada@mastodon.social"),
        ("website", "https://www.ada.org/work/?page=2", "ada.org/work"),
    ],
)
def test_the_label_says_where_it_leads(network: str, typed: str, label: str):
    assert links.normalise(network, typed).label == label


@pytest.mark.parametrize("typed", ["https://аpple.com", "аpple.com"])
def test_a_look_alike_in_another_script_shows_its_true_name(typed: str):
    link = links.normalise("website", typed)
    assert link.label == "xn--pple-43d.com"
    assert link.url == "https://xn--pple-43d.com"


def test_a_sharp_s_is_its_own_letter_in_a_name():
    assert url("website", "straße.de") == "https://xn--strae-oqa.de"


@pytest.mark.parametrize("network", [each for each in links.NETWORKS if each != "website"])
@pytest.mark.parametrize(
    "typed",
    [
        "",
        "@",
        "ada lovelace",
        "ada\u202elevol",
        "ada\x00b",
        "ada\nb",
        "javascript:alert(1)",
        "javascript://linkedin.com/in/ada",
        "https://linkedin.com.evil.example/in/ada",
        "https://evil.example/in/ada/profile/ada",
        "https://evillinkedin.com/in/ada",
        "https://linkedin.com@evil.example/in/ada",
        "https://evil.example\\@linkedin.com/in/ada",
        "<b>ada</b>",
        "a" * 1000,
        "https://linkedin.com/in/" + "a" * 1000,
    ],
)
def test_what_leads_to_no_profile_is_refused_with_an_example(network: str, typed: str):
    with pytest.raises(Refused) as refused:
        links.normalise(network, typed)
    assert refused.value.code in {"not-a-link", "not-a-phone"}
    assert "+49" in refused.value.words or links.EXAMPLES[network] in refused.value.words


@pytest.mark.parametrize(
    ("network", "typed"),
    [
        ("linkedin", "https://www.linkedin.com/company/eventnet"),
        ("linkedin", "https://www.linkedin.com/feed/"),
        ("linkedin", "linkedin.com"),
        ("linkedin", "https://xing.com/profile/Ada_Lovelace"),
        ("xing", "https://www.xing.com/companies/eventnet"),
        ("facebook", "https://facebook.com/groups/12345"),
        ("facebook", "https://facebook.com/share/1AbCdE"),
        ("facebook", "www.facebook.com"),
        ("facebook", "facebook.com/profile.php"),
        ("facebook", "https://evil.example/profile.php?id=12345"),
        ("x", "https://x.com/i/lists/1"),
        ("x", "https://x.com/home"),
        ("x", "a-b"),
        ("github", "https://github.com/orgs/eventnet"),
        ("github", "https://gist.github.com/ada"),
        ("github", "-ada"),
        ("mastodon", "@ada"),
        ("mastodon", "@ada@localhost"),
        ("mastodon", "@ada@chaos.example?x=1"),
        ("mastodon", "@ada@evil.example:8080"),
        ("mastodon", "@ada@b@c.example"),
        ("mastodon", "@ada@127.0.0.1"),
        ("whatsapp", "https://wa.me/message/ABC"),
        ("whatsapp", "https://evil.example/4915112345678"),
    ],
)
def test_another_page_of_a_network_is_not_a_profile(network: str, typed: str):
    with pytest.raises(Refused):
        links.normalise(network, typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ada",
        "localhost",
        "http://localhost/x",
        "http://ada.localhost",
        "http://printer.local",
        "http://ada.internal",
        "http://127.0.0.1",
        "http://127.1",
        "http://0x7f.1",
        "http://2130706433",
        "http://１２７.0.0.1",
        "http://127。0。0。1",
        "http://[::1]/",
        "http://[::1",
        "http://1.2.3.4.",
        "http://ada:secret@ada.org",
        "ada@ada.org",
        "mailto:ada@ada.org",
        "javascript:alert(1)",
        "javascript://ada.org/%0aalert(1)",
        "data:text/html,hello",
        "ftp://ada.org",
        "http:ada.org",
        "http://ada.org:8080",
        "http://ada.org:99999",
        "http://ada .org",
        "http://ada.org/a b",
        "http://ada.org/\u202egpj",
        "http://ad\u00ada.org",
        "http://ada.org\\.evil.example",
        "http://-ada.org",
        "http://ada..org",
        "http://_ada.org",
        "http://ada.o",
        "http://" + "a" * 64 + ".org",
        "http://ada.org/" + "a" * 500,
    ],
)
def test_a_website_must_be_a_public_address(typed: str):
    with pytest.raises(Refused) as refused:
        links.normalise("website", typed)
    assert refused.value.code == "not-a-link"
    assert "ada-lovelace.org" in refused.value.words


@given(st.sampled_from(sorted(links.NETWORKS)), st.text() | st.from_regex(r"https?://[a-z.@:]{3,20}/.*"))
def test_what_comes_out_is_always_plain_https_and_stays_as_it_is(network: str, typed: str):
    try:
        link = links.normalise(network, typed)
    except Refused:
        return
    parts = urlsplit(link.url)
    assert parts.scheme == "https"
    assert link.url.isascii()
    assert not set(link.url) & set(" \"'<>\\\r\n")
    assert links.normalise(network, link.url).url == link.url


@pytest.mark.parametrize("network", links.NETWORKS)
def test_each_example_that_we_give_is_accepted(network: str):
    link = links.normalise(network, links.EXAMPLES[network])
    assert link.name == links.NETWORKS[network]
