"""Photos made by tests, sound ones and every kind of bad one, with the code that each is refused with (None: accepted)."""

import io
import struct
import zlib

from PIL import Image

XMP_PLACE = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf exif:GPSLatitude="12,3N"/></x:xmpmeta>'
GPS, ORIENTATION, SERIAL, MAKER, ARTIST, MODEL = 0x8825, 0x0112, 0xA431, 0x927C, 0x013B, 0x0110


def picture(width=64, height=48, mode="RGB"):
    """Return a picture with something in it."""
    made = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (made, made.rotate(90, expand=False), made.transpose(Image.Transpose.FLIP_LEFT_RIGHT))).convert(
        mode
    )


def saved(format="JPEG", image=None, **options):
    written = io.BytesIO()
    (image or picture()).save(written, format, **options)
    return written.getvalue()


def exif(tags=(), below=(), order="<"):
    """Return a TIFF block whose first directory holds ``tags`` and, under the Exif pointer, ``below``: tag -> bytes of text."""
    first = [(tag, value) for tag, value in dict(tags).items()]
    entries = len(first) + bool(below)
    after = 8 + 2 + 12 * entries + 4
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8)
    lower = (
        struct.pack(f"{order}H", len(below))
        + b"".join(struct.pack(f"{order}HHI", tag, 2, 4) + value[:4].ljust(4, b"\0") for tag, value in dict(below).items())
        + struct.pack(f"{order}I", 0)
    )
    upper = struct.pack(f"{order}H", entries)
    for tag, value in first:
        if tag in (GPS,):
            upper += struct.pack(f"{order}HHII", tag, 4, 1, after)
        elif tag == ORIENTATION:
            upper += struct.pack(f"{order}HHI", tag, 3, 1) + struct.pack(f"{order}HH", value, 0)
        else:
            upper += struct.pack(f"{order}HHI", tag, 2, 4) + value[:4].ljust(4, b"\0")
    if below:
        upper += struct.pack(f"{order}HHII", 0x8769, 4, 1, after)
    return head + upper + struct.pack(f"{order}I", 0) + lower


def exif_below(count):
    """Return a TIFF block with the place in the last of ``count`` directories below the first (TIFF 6.0, SubIFDs)."""
    places = 8 + 2 + 12 + 4
    written = min(count, 2)
    empty = places + 4 * written
    at = places if count > 1 else empty + 6
    first = struct.pack("<HHHIII", 1, 0x014A, 4, count, at, 0)
    offsets = struct.pack(f"<{written}I", *[empty] * (written - 1), empty + 6)
    place = struct.pack("<HHHIII", 1, GPS, 4, 1, 0, 0)
    return b"II*\0" + struct.pack("<I", 8) + first + offsets + struct.pack("<HI", 0, 0) + place


def jpeg_with(marker, content, raw=None):
    raw = raw or saved()
    return raw[:2] + bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content + raw[2:]


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png_with(name, content, raw=None):
    raw = raw or saved("PNG")
    return raw[:33] + chunk(name, content) + raw[33:]


def webp_with(name, content):
    """Return an extended WebP with one more chunk."""
    plain = saved("WEBP")
    size = (63).to_bytes(3, "little") + (47).to_bytes(3, "little")
    extended = b"VP8X" + struct.pack("<I", 10) + bytes((0x0C, 0, 0, 0)) + size
    more = name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
    body = b"WEBP" + extended + plain[12:] + more
    return b"RIFF" + struct.pack("<I", len(body)) + body


def png_of(width, height, more=b""):
    """Return a PNG that claims a size and holds next to nothing."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + more + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")


def animation(format):
    frames = [picture(16, 16), picture(16, 16).rotate(90)]
    return saved(format, frames[0], save_all=True, append_images=frames[1:])


def cases():
    """Return name -> (file name, bytes, code)."""
    jpeg, png, webp = saved(), saved("PNG"), saved("WEBP")
    much = b"Comment\0\0" + zlib.compress(b"x" * 80_000_000)
    return {
        "plain jpeg": ("a.jpg", jpeg, None),
        "progressive jpeg": ("a.jpg", saved(progressive=True), None),
        "grey jpeg": ("a.jpg", saved(image=picture(mode="L")), None),
        "print shop's cmyk": ("a.jpg", saved(image=picture(mode="CMYK")), None),
        "plain png": ("a.png", png, None),
        "transparent png": ("a.png", saved("PNG", picture(mode="RGBA")), None),
        "png of few colours": ("a.png", saved("PNG", picture(mode="P")), None),
        "plain webp": ("a.webp", webp, None),
        "lossless webp": ("a.webp", saved("WEBP", lossless=True), None),
        "transparent webp": ("a.webp", saved("WEBP", picture(mode="RGBA")), None),
        "only an orientation": ("a.jpg", jpeg_with(0xE1, b"Exif\0\0" + exif({ORIENTATION: 6})), None),
        "only a model, big endian": ("a.jpg", jpeg_with(0xE1, b"Exif\0\0" + exif({MODEL: b"abc"}, order=">")), None),
        "colours of its own": ("a.jpg", saved(icc_profile=b"\0" * 128), None),
        "place in exif": ("a.jpg", jpeg_with(0xE1, b"Exif\0\0" + exif({GPS: 0})), "photo_place"),
        "place in xmp": ("a.jpg", jpeg_with(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP_PLACE), "photo_place"),
        "place in a png": ("a.png", png_with(b"eXIf", exif({GPS: 0})), "photo_place"),
        "place in a png's xmp": ("a.png", png_with(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP_PLACE), "photo_place"),
        "place in a webp": ("a.webp", webp_with(b"EXIF", exif({GPS: 0})), "photo_place"),
        "place in a webp's xmp": ("a.webp", webp_with(b"XMP ", XMP_PLACE), "photo_place"),
        "place below a directory": ("a.jpg", jpeg_with(0xE1, b"Exif\0\0" + exif_below(1)), "photo_place"),
        "place below the second of two": ("a.jpg", jpeg_with(0xE1, b"Exif\0\0" + exif_below(2)), "photo_place"),
        "directories without end": ("a.jpg", jpeg_with(0xE1, b"Exif\0\0" + exif_below(9_999)), "photo_broken"),
        "exif where the density stands": ("a.jpg", jpeg_with(0xE0, b"JFIF\0" + exif({GPS: 0})), "photo_metadata"),
        "a thumbnail of another cut": ("a.jpg", jpeg_with(0xE0, b"JFXX\0\x10" + jpeg), "photo_metadata"),
        "noise": ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 9, "photo_broken"),
        "noise in a png": ("a.png", png[:60] + bytes(range(40)) + png[100:], "photo_undecodable"),
        "serial number": ("a.jpg", jpeg_with(0xE1, b"Exif\0\0" + exif(below={SERIAL: b"123"})), "photo_serial"),
        "maker's note": ("a.jpg", jpeg_with(0xE1, b"Exif\0\0" + exif(below={MAKER: b"123"})), "photo_serial"),
        "artist": ("a.jpg", jpeg_with(0xE1, b"Exif\0\0" + exif({ARTIST: b"An"})), "photo_comment"),
        "comment": ("a.jpg", jpeg_with(0xFE, b"nha ong A"), "photo_comment"),
        "words in a png": ("a.png", png_with(b"tEXt", b"Comment\0nha ong A"), "photo_comment"),
        "80 MB of words in a png": (
            "a.png",
            png_with(b"zTXt", much),
            "photo_comment",
        ),
        "press caption": ("a.jpg", jpeg_with(0xED, b"Photoshop 3.0\x008BIM\x04\x04"), "photo_metadata"),
        "a chunk nobody knows": ("a.png", png_with(b"vpAg", b"1"), "photo_metadata"),
        "400 megapixels": ("a.png", png_of(20_000, 20_000), "photo_pixels"),
        "81 megapixels": ("a.png", png_of(9_000, 9_000), "photo_pixels"),
        "60,000 wide": ("a.png", png_of(60_000, 1), "photo_pixels"),
        "no size": ("a.png", png_of(0, 1), "photo_broken"),
        "a page behind the jpeg": ("a.jpg", jpeg + b"<script>alert(1)</script>", "photo_trailing"),
        "a second jpeg behind it": ("a.jpg", jpeg + jpeg, "photo_trailing"),
        "a page behind the png": ("a.png", png + b"<script>", "photo_trailing"),
        "a page behind the webp": ("a.webp", webp + b"<script>", "photo_trailing"),
        "svg": ("a.jpg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "photo_format"),
        "html": ("a.png", b"<!doctype html><script>alert(1)</script>", "photo_format"),
        "postscript": ("a.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n", "photo_format"),
        "gif": ("a.jpg", saved("GIF"), "photo_format"),
        "png called jpg": ("a.jpg", png, "photo_format"),
        "jpeg called webp": ("a.webp", jpeg, "photo_format"),
        "iphone's heic": ("a.jpg", b"\0\0\0\x18ftypheic\0\0\0\0", "photo_format"),
        "moving png": ("a.png", animation("PNG"), "photo_moving"),
        "moving webp": ("a.webp", animation("WEBP"), "photo_moving"),
        "empty": ("a.jpg", b"", "photo_empty"),
        "git lfs": ("a.jpg", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "photo_lfs"),
        "cut jpeg": ("a.jpg", jpeg[: len(jpeg) // 2], "photo_broken"),
        "cut png": ("a.png", png[:-12], "photo_broken"),
        "cut webp": ("a.webp", webp[:-20], "photo_broken"),
        "broken exif": ("a.jpg", jpeg_with(0xE1, b"Exif\0\0II*\0\xff\xff\xff\xff"), "photo_broken"),
        "exif in circles": ("a.jpg", jpeg_with(0xE1, b"Exif\0\0II*\0\x08\0\0\0\0\0\x08\0\0\0"), "photo_broken"),
        "too many bytes": ("a.jpg", jpeg_with(0xFE, b"x") + b"\0" * (5 * 1024 * 1024), "photo_too_large"),
        "twelve bits a colour": ("a.jpg", jpeg.replace(b"\xff\xc0\x00\x11\x08", b"\xff\xc0\x00\x11\x0c"), "photo_undecodable"),
    }
