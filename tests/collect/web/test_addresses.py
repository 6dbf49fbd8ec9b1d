"""Which addresses may be spoken to, and what an address looks like when it is sent."""

import pytest

from stocktake.collect.web.addresses import as_sent, is_address, is_of_one_host, is_public
from stocktake.collect.web.answers import NoAnswer

NOT_PUBLIC = [
    "127.0.0.1", "127.255.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255",
    "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1",
    "198.51.100.7", "203.0.113.9", "192.88.99.1", "224.0.0.1", "239.1.1.1", "240.0.0.1",
    "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1",
    "fec0::1", "ff02::1", "ff0e::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1",
    "2002:7f00:1::", "2002:808:808::1", "2001:0:4136:e378::1", "2001:db8::1",
    "64:ff9b::127.0.0.1", "64:ff9b::192.168.0.1", "64:ff9b:1::1", "100::1", "no address", "",
]  # fmt: skip


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_within_a_network_or_a_tunnel_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "2a00:1450::1", "64:ff9b::8.8.8.8"],
)
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


def test_an_address_of_nobody_or_of_many_is_never_that_of_a_host() -> None:
    assert not any(map(is_of_one_host, ("0.0.0.0", "::", "224.0.0.1", "ff02::1", "nowhere")))
    assert all(map(is_of_one_host, ("127.0.0.1", "10.0.0.1", "fe80::1")))


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("HTTP://Example.org", "http://example.org/"),
        ("https://example.org:443/a#part", "https://example.org/a"),
        ("https://example.org:8443/a?b=c d", "https://example.org:8443/a?b=c%20d"),
        ("https://example.org/بيان/1", "https://example.org/%D8%A8%D9%8A%D8%A7%D9%86/1"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://موقع.example/", "https://xn--4gbrim.example/"),
        ("http://exam\r\nple.org/a\nb", "http://example.org/ab"),
        ("http://[2606:4700::1]:8080/", "http://[2606:4700::1]:8080/"),
    ],
)
def test_an_address_is_sent_in_the_form_of_the_wire(written: str, sent: str) -> None:
    assert as_sent(written) == sent


@pytest.mark.parametrize(
    "bad",
    [
        "ftp://example.org/a", "file:///etc/passwd", "gopher://example.org", "http://",
        "http:///a", "http://name:word@example.org/", "http://name@example.org/",
        "http://example.org:99999/", "http://exa mple.org/", "http://[::1/", "javascript:1",
        "http://" + "a" * 70 + ".example/", "http://a..b/",
    ],
)  # fmt: skip
def test_a_bad_address_is_refused_with_a_remedy(bad: str) -> None:
    with pytest.raises(NoAnswer, match=r"check|save|leave") as refusal:
        as_sent(bad)
    assert not refusal.value.again


def test_an_address_is_told_from_a_path() -> None:
    assert is_address("https://example.org")
    assert is_address("ftp://example.org")
    assert not is_address("pages/https.html")
    assert not is_address("C:/pages")
    assert not is_address("-")
