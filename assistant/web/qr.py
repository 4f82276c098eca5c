"""QR codes as a drawing inside the page, without a script or a style."""

import segno
from markupsafe import Markup

_SCALE = 5


def qr_code(text: str) -> Markup:
    """Draw a text as a QR code."""
    drawn = segno.make(text, error="m").svg_inline(
        scale=_SCALE, border=4, light="#fff", omitsize=True
    )
    return Markup(drawn)
