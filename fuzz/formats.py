"""What Schemathesis cannot know of the formats of our own: values that exist."""

import schemathesis
from hypothesis import strategies as st


def one_of(*values):
    return st.sampled_from(values)


def luhn(digits):
    """The digits with one more, so that they pass Luhn."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return digits + str(-total % 10)


schemathesis.openapi.format("iso-4217", one_of("GBP", "EUR", "JPY", "KWD", "USD"))
schemathesis.openapi.format("time-zone", one_of("Europe/London", "UTC", "Asia/Tokyo"))
schemathesis.openapi.format("country", one_of("GB", "GBR", "FR", "USA"))
schemathesis.openapi.format(
    "card-number", st.text("0123456789", min_size=12, max_size=18).map(luhn)
)
schemathesis.openapi.format(
    "voucher-code",
    st.text("ABCDEFGHJKLMNPQRSTUVWXYZ23456789-_. ", min_size=3, max_size=64).filter(
        lambda code: sum(c.isalnum() for c in code) >= 3
    ),
)
schemathesis.openapi.format("cursor", one_of("MDFhMWY4OWItMmMxMC03N2JkLTliMGQtNjIyNWIwYzIwMDA1"))
