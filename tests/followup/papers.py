"""Small PDF files, and others that only look like one."""

import zlib


def pdf(*objects: bytes, head: bytes = b"%PDF-1.7\n", trailer: bytes = b"<< /Root 1 0 R >>") -> bytes:
    """One page, and what else is put in."""
    own = (
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction [3 0 R /Fit] >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>",
        *objects,
    )
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(own, 1))
    return head + body + b"xref\n0 0\ntrailer\n" + trailer + b"\nstartxref\n0\n%%EOF\n"


def stream(dictionary: bytes, content: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (dictionary, len(content), content)


def packed(content: bytes, filter: bytes = b"/FlateDecode") -> bytes:
    """An object stream, in which a PDF can hide objects from a look at its bytes."""
    return stream(b"/Type /ObjStm /N 1 /First 4 /Filter " + filter, zlib.compress(b"9 0 " + content))


def cut_short(content: bytes) -> bytes:
    """What ends too early for whoever looks for the word, and later for whoever believes the length."""
    packer = zlib.compressobj(level=0)
    first = packer.compress(b"9 0 << >> endstream ") + packer.flush(zlib.Z_FULL_FLUSH)
    deep = zlib.compressobj(wbits=-15)
    rest = deep.compress(content * 2) + deep.flush()
    return stream(b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", first + rest + bytes(4))


SCRIPT = b"<< /S /JavaScript /JS (app.alert(1)) >>"
LINK = b"<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://example.org) >> >>"
PAGES = stream(b"/Filter /FlateDecode", zlib.compress(b"BT (see /Launch and /JS) Tj ET"))

HARMLESS = {
    "a page": pdf(),
    "a link and a packed page": pdf(LINK, PAGES),
    "an outline": pdf(b"<< /Type /Outlines /First 5 0 R /Last 5 0 R >>", packed(LINK)),
    "packed objects": pdf(packed(LINK), packed(b"<< /Type /Font >>", b"[/FlateDecode]")),
    "bytes that spell a short word by chance": pdf(stream(b"/Subtype /Image /Filter /DCTDecode", b"\xff\xd8 /JS /EF ")),
    "a longer word": pdf(b"<< /LaunchPad true /JSON false >>"),
}
REFUSED = {
    "a script": (pdf(SCRIPT), "acts"),
    "a script spelled in another way": (pdf(b"<< /S /J#61vaScript /J#53 (app.alert(1)) >>"), "acts"),
    "a script of a rendition": (pdf(b"<< /JS (app.alert(1)) >>"), "acts"),
    "a program": (pdf(b"<< /S /Launch /F (cmd.exe) >>"), "acts"),
    "a file inside": (pdf(b"<< /Names << /EmbeddedFiles 4 0 R >> >>"), "acts"),
    "a form that sends": (pdf(b"<< /S /SubmitForm /F (https://example.org) >>"), "acts"),
    "a form of another kind": (pdf(b"<< /AcroForm << /XFA 4 0 R >> >>"), "acts"),
    "a packed script": (pdf(packed(SCRIPT)), "acts"),
    "a packed script in another spelling": (pdf(packed(b"<< /S /JavaScrip#74 >>")), "acts"),
    "a script where only a table of addresses finds it": (pdf(stream(b"", SCRIPT)), "acts"),
    "objects packed twice": (pdf(packed(SCRIPT, b"[/ASCIIHexDecode /FlateDecode]")), "odd"),
    "objects packed in an old way": (pdf(packed(SCRIPT, b"/LZWDecode")), "odd"),
    "objects that do not unpack": (pdf(stream(b"/Type /ObjStm /First 4 /Filter /FlateDecode", b"xxxx")), "odd"),
    "objects without end": (pdf(packed(b"0" * 41 * 1024 * 1024)), "odd"),
    "packed objects behind a comment": (pdf(b"null %stream", packed(SCRIPT)), "odd"),
    "packed objects behind another line end": (pdf(packed(SCRIPT).replace(b"\nstream\n", b"\nstream \n")), "odd"),
    "packed objects with a string that begins another one": (
        pdf(packed(SCRIPT, b"/FlateDecode /X (1 0 obj << >>)")), "odd"),
    "packed objects without their name": (
        pdf(packed(SCRIPT, b"/FlateDecode /X (1 0 obj)").replace(b"/Type /ObjStm", b"")), "odd"),
    "packed objects with a string that looks like their body": (
        pdf(packed(SCRIPT).replace(b"/Filter", b"/X (>>\nstream\n9\nendstream endobj) /Filter")), "odd"),
    "packed objects that go on behind their end": (pdf(cut_short(SCRIPT)), "odd"),
    "streams without end": (pdf() .replace(b"xref", b"stream\nendstream\n" * 20_001 + b"xref", 1), "odd"),
    "a password": (pdf(trailer=b"<< /Root 1 0 R /Encrypt 4 0 R >>"), "locked"),
    "something before it": (b"<script>1</script>" + pdf(), "no-pdf"),
    "something behind it": (pdf() + b"PK\x03\x04", "no-pdf"),
    "half of it": (pdf()[:200], "no-pdf"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(200), "no-pdf"),
    "a web page": (b"<html><body>%PDF-1.7 %%EOF</body></html>", "no-pdf"),
    "too much": (pdf(stream(b"", bytes(5 * 1024 * 1024))), "too-large"),
}  # fmt: skip
NAMES = {
    "thesis.pdf": "thesis.pdf",
    "Thesis": "Thesis.pdf",
    "C:\\Users\\ada\\Lager & Räder.PDF": "Lager & Räder.pdf",
    "../../etc/passwd": "passwd.pdf",
    "bill.pdf.exe": "bill.pdf.exe.pdf",
    "bill.pdf.pdf": "bill.pdf",
    "in\u202efdp.exe": "infdp.exe.pdf",
    'a"; filename="b.exe': "a filename b.exe.pdf",
    "=?utf-8?q?x?=": "utf-8 q x.pdf",
    "line\r\nBcc: eve@example.org": "lineBcc eve@example.org.pdf",
    "": "file.pdf",
    "...": "file.pdf",
    "x" * 300 + ".pdf": "x" * 80 + ".pdf",
}
