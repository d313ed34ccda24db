"""Serves the page with the headers that let a frame of the room check, and nothing else, have the camera."""

import os
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

PORT = int(os.environ.get("PORT", "9000"))
CHECK = f"http://127.0.0.1:{PORT + 1}"
HEADERS = {
    "Content-Security-Policy": f"default-src 'self'; img-src data:; frame-src {CHECK}; frame-ancestors 'none'",
    "Permissions-Policy": f'camera=(self "{CHECK}"), microphone=(self "{CHECK}")',
}


class Page(SimpleHTTPRequestHandler):
    """The files of this folder."""

    def end_headers(self) -> None:
        """Adds ours to each answer."""
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", PORT), Page).serve_forever()
