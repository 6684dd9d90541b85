"""The address of whoever calls: that of the connection, or what our own proxies say."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings

from config.proxies import find_address


@pytest.mark.parametrize(
    ("proxies", "told", "expected"),
    [
        (0, "9.9.9.9", "10.0.0.1"),  # nobody's word counts
        (1, "", "10.0.0.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "1.2.3.4, 203.0.113.7", "203.0.113.7"),  # forged by the client, then written by the proxy
        (2, "1.2.3.4, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
        (2, "203.0.113.7", "10.0.0.1"),  # it did not come through both
        (1, "2001:DB8::1", "2001:db8::1"),
        (1, "<script>", "10.0.0.1"),
    ],
)
def test_the_address_that_the_outermost_proxy_wrote(proxies: int, told: str, expected: str) -> None:
    seen = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(request.META["REMOTE_ADDR"])
        return HttpResponse()

    headers = {"X-Forwarded-For": told} if told else {}
    with override_settings(PROXIES=proxies):
        find_address(view)(RequestFactory().get("/", headers=headers, REMOTE_ADDR="10.0.0.1"))
    assert seen == [expected]
