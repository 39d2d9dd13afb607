"""Files on a named host are read, over https alone; nothing else is ever asked, however a document spells it."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme

from generator.beyond import host
from generator.diagnostics import Diagnostic, Misused, Refused
from generator.load import Document, Limits, load
from generator.load.remote import NotAllowed, Remote, address

Answer = Callable[[BaseHTTPRequestHandler], None]
SPEC = """
openapi: 3.1.0
info: {{title: t, version: '1'}}
paths: {{}}
components: {{schemas: {{Pet: {{$ref: '{}'}}}}}}
"""


@dataclass
class Host:
    """A host on loopback: what it answers by path, and what it was asked."""

    name: str = ""
    files: dict[str, str | Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)


class Server(ThreadingHTTPServer):
    def __init__(self, host: Host) -> None:
        self.host = host
        super().__init__(("127.0.0.1", 0), Handler)


class Handler(BaseHTTPRequestHandler):
    @property
    def host(self) -> Host:
        assert isinstance(self.server, Server)
        return self.server.host

    def do_GET(self) -> None:
        self.host.asked.append((self.path, dict(self.headers.items())))
        answer = self.host.files.get(self.path)
        if answer is None:
            self.send_error(404)
        elif isinstance(answer, str):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer.encode())
        else:
            answer(self)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    """A host with a certificate that this process trusts."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    host = Host()
    with Server(host) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        host.name = f"localhost:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield host
        server.shutdown()
        thread.join()


def read(
    tmp_path: Path, reference: str, *hosts: str, limits: Limits | None = None
) -> Document:
    path = tmp_path / "spec" / "openapi.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(SPEC.format(reference))
    return load(path, hosts=frozenset(hosts), limits=limits or Limits())


def refused(
    tmp_path: Path, reference: str, *hosts: str, limits: Limits | None = None
) -> Diagnostic:
    with pytest.raises(Refused) as error:
        read(tmp_path, reference, *hosts, limits=limits)
    return error.value.diagnostics[0]


def test_a_named_host_is_asked(tmp_path: Path, there: Host) -> None:
    there.files = {
        "/a/pet.yaml": "{properties: {tag: {$ref: '../tag.json#/Tag'}}}",
        "/tag.json": '{"Tag": {"type": "string", "pattern": 5}}',
    }
    document = read(tmp_path, f"https://{there.name}/a/pet.yaml", there.name)
    assert [source.name for source in document.sources[1:]] == [
        f"https://{there.name}/a/pet.yaml",
        f"https://{there.name}/tag.json",
    ]
    pet = document.data["components"]["schemas"]["Pet"]["$ref"]
    tag = document.at(f"{pet}/properties/tag")["$ref"]
    assert document.at(tag) == {"type": "string", "pattern": 5}
    place = document.place(f"{tag}/pattern")
    assert (place.file, place.line) == (f"https://{there.name}/tag.json", 1)


def test_nothing_of_this_machine_is_sent(
    tmp_path: Path, there: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / ".netrc").write_text("machine localhost login me password secret\n")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    there.files = {"/pet.yaml": "type: string"}
    read(tmp_path, f"https://{there.name}/pet.yaml", there.name)
    ((_, headers),) = there.asked
    assert set(headers) == {
        "Host",
        "Accept",
        "Accept-Encoding",
        "Connection",
        "User-Agent",
    }
    assert headers["User-Agent"] == "specloom"


def test_nobody_is_asked_unless_named(tmp_path: Path, there: Host) -> None:
    reference = f"https://{there.name}/pet.yaml"
    for hosts in ((), ("other.example",), ("localhost",)):
        found = refused(tmp_path, reference, *hosts)
        assert found.code == "remote-reference"
        assert "--allow-remote" in found.hint
        assert found.place
        assert found.place.line == 5
    assert there.asked == []


@pytest.mark.parametrize(
    "reference",
    [
        "http://{}/pet.yaml",
        "ftp://{}/pet.yaml",
        "file:///etc/passwd",
        "https://me:secret@{}/pet.yaml",
        "https://{}@evil.example/pet.yaml",
        "https://evil.example#@{}/pet.yaml",
        "https://evil.example\\\\@{}/pet.yaml",
        "https://{}.evil.example/pet.yaml",
        "https://{}:99999/pet.yaml",
        "//{}/pet.yaml",
        "https:/{}/pet.yaml",
        "https://[::1]/pet.yaml",
        "https://{}/a b",
    ],
)
def test_other_spellings_are_refused(
    tmp_path: Path, there: Host, reference: str
) -> None:
    found = refused(tmp_path, reference.format(there.name), there.name)
    assert found.code in ("remote-reference", "forbidden-reference", "yaml-syntax")
    assert there.asked == []


@pytest.mark.parametrize(
    ("reference", "leads"),
    [
        ("/etc/passwd", "https://{}/etc/passwd"),
        ("../../etc/passwd", "https://{}/etc/passwd"),
        ("file:///etc/passwd", ""),
        ("//other.example/x", ""),
    ],
)
def test_a_remote_file_never_means_one_of_this_machine(
    tmp_path: Path, there: Host, reference: str, leads: str
) -> None:
    there.files = {"/a.yaml": f"$ref: '{reference}'"}
    found = refused(tmp_path, f"https://{there.name}/a.yaml", there.name)
    assert found.code == ("unreadable" if leads else "remote-reference")
    assert [path for path, _ in there.asked] == (
        ["/a.yaml", "/etc/passwd"] if leads else ["/a.yaml"]
    )


def redirect(location: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", location)
        handler.end_headers()

    return answer


def test_redirects_stay_on_the_host(tmp_path: Path, there: Host) -> None:
    there.files = {"/old": redirect("/new.yaml"), "/new.yaml": "type: string"}
    assert len(read(tmp_path, f"https://{there.name}/old", there.name).sources) == 2
    for location in (
        "http://127.0.0.1:1/x",
        "https://127.0.0.1:1/x",
        "https://169.254.169.254/latest",
        "file:///etc/passwd",
        "//other.example/x",
    ):
        there.files["/old"] = redirect(location)
        found = refused(
            tmp_path, f"https://{there.name}/old", there.name, "other.example"
        )
        assert "redirects to another host" in found.message
    there.files["/old"] = redirect("/old")
    found = refused(tmp_path, f"https://{there.name}/old", there.name)
    assert "redirects more than 5 times" in found.message


def compressed(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Encoding", "gzip")
    handler.end_headers()


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"# more\n" * 1000)
    except OSError:
        return


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (compressed, "compressed"),
        (endless, "larger than 9,999 bytes"),
        (None, "404"),
    ],
)
def test_bounds(
    tmp_path: Path, there: Host, answer: str | Answer | None, why: str
) -> None:
    if answer is not None:
        there.files = {"/x.yaml": answer}
    limits = Limits(bytes=9_999)
    found = refused(tmp_path, f"https://{there.name}/x.yaml", there.name, limits=limits)
    assert why in found.message


def test_dripping_ends(there: Host) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        try:
            for _ in range(200):
                handler.wfile.write(b"H")
                time.sleep(0.02)
        except OSError:
            return

    there.files = {"/x": drip}
    began = time.monotonic()
    with pytest.raises(Refused) as error:
        Remote(frozenset(), Limits(), seconds=0.3).content(f"https://{there.name}/x")
    assert "more than 0.3 seconds" in error.value.diagnostics[0].message
    assert time.monotonic() - began < 3


def test_a_certificate_is_checked(
    tmp_path: Path, there: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    trustme.CA().cert_pem.write_to_path(str(tmp_path / "other.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "other.pem"))
    found = refused(tmp_path, f"https://{there.name}/x", there.name)
    assert "certificate" in found.message.lower()


def test_one_spelling_for_an_address() -> None:
    hosts = frozenset(("specs.example",))
    for spelled in (
        "https://specs.example/a/../b.yaml",
        "HTTPS://SPECS.example:443/b.yaml",
        "https://specs.example/./b.yaml",
    ):
        assert address("x.yaml", spelled, hosts) == "https://specs.example/b.yaml"
    with pytest.raises(NotAllowed):
        address("https://specs.example/a", "//evil.example/b", hosts)


@pytest.mark.parametrize("name", ["", "a b", "https://x", "x/y", "*.x", "x:", "-x"])
def test_names_of_hosts(name: str) -> None:
    with pytest.raises(Misused):
        host(name, "--allow-remote")
    assert host("Specs.Example:443", "--allow-remote") == "specs.example"
