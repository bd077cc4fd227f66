"""One reader of a class: logs in to a JupyterHub, starts a server and runs cells there, all through the hub's proxy."""

import asyncio
import json
import time
import uuid
from types import TracebackType

import httpx
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

CELL = 120
"""Seconds after which a cell counts as hanging."""


class Kernel:
    """A kernel of a reader's server, over its websocket (Jupyter Server, "WebSocket kernel wire protocols")."""

    def __init__(self, api: httpx.AsyncClient, url: str, token: str) -> None:
        self.api, self.url, self.token = api, url, token
        self.path = ""
        self.socket: WebSocketClientConnection | None = None

    async def __aenter__(self) -> "Kernel":
        answer = await self.api.post(f"{self.url}/api/kernels", json={"name": "tslab"})
        answer.raise_for_status()
        self.path = f"{self.url}/api/kernels/{answer.json()['id']}"
        request = HTTPRequest(
            self.path.replace("http:", "ws:", 1) + "/channels",
            headers={"Authorization": f"token {self.token}"},
            connect_timeout=CELL,
        )
        self.socket = await websocket_connect(request)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.socket:
            self.socket.close()
        await self.api.delete(self.path)

    async def run(self, code: str) -> dict:
        """Runs a cell; returns its reply's content, with the seconds until it and the state idle had come."""
        return await asyncio.wait_for(self._run(code), CELL)

    async def _run(self, code: str) -> dict:
        sent, begin = uuid.uuid4().hex, time.monotonic()
        header = {"msg_id": sent, "msg_type": "execute_request", "session": sent, "username": ""}
        await self.socket.write_message(
            json.dumps(
                {
                    "channel": "shell",
                    "header": {**header, "version": "5.3", "date": "2000-01-01T00:00:00Z"},
                    "parent_header": {},
                    "metadata": {},
                    "content": {"code": code, "silent": False, "allow_stdin": False},
                }
            )
        )
        reply, idle = None, False
        while reply is None or not idle:
            text = await self.socket.read_message()
            if text is None:
                raise ConnectionError("the kernel's websocket was closed")
            if isinstance(text, bytes):
                continue  # a comm's message with buffers, for a front end
            message = json.loads(text)
            if message["parent_header"].get("msg_id") != sent:
                continue
            if message["msg_type"] == "execute_reply":
                reply = message["content"]
            elif message["msg_type"] == "status":
                idle = message["content"]["execution_state"] == "idle"
        return {**reply, "seconds": time.monotonic() - begin}


class Reader:
    """A reader's account and server."""

    def __init__(self, hub: str, name: str, password: str) -> None:
        self.hub, self.name, self.password = hub, name, password
        self.api = httpx.AsyncClient(timeout=180, trust_env=False)
        self.server = f"{hub}/user/{name}"
        self.token = ""

    async def log_in(self) -> None:
        """As a browser does it: the form, then a token for this reader's own server."""
        page = f"{self.hub}/hub/login"
        await self.api.get(page)
        form = {"username": self.name, "password": self.password, "_xsrf": self._xsrf()}
        answer = await self.api.post(page, data=form)
        if answer.status_code != 302:
            raise RuntimeError(f"{self.name} was not let in: {answer.status_code}")
        await self.api.get(f"{self.hub}/hub/token")  # the form's _xsrf was the stranger's; this gives the reader's
        answer = await self.api.post(
            f"{self.hub}/hub/api/users/{self.name}/tokens",
            json={"expires_in": 3600},
            headers={"X-XSRFToken": self._xsrf()},
        )
        answer.raise_for_status()
        self.token = answer.json()["token"]
        await self.api.aclose()
        headers = {"Authorization": f"token {self.token}"}
        self.api = httpx.AsyncClient(timeout=180, trust_env=False, headers=headers)

    def _xsrf(self) -> str:
        return next(cookie.value for cookie in self.api.cookies.jar if cookie.name == "_xsrf")

    async def start_server(self) -> None:
        """Asks the hub for a server and waits until it can be used."""
        user = f"{self.hub}/hub/api/users/{self.name}"
        (await self.api.post(f"{user}/server")).raise_for_status()
        for _ in range(1800):
            answer = (await self.api.get(user)).json()
            server = answer["servers"].get("")
            if server and server["ready"]:
                return
            if not server and not answer.get("pending"):
                break
            await asyncio.sleep(0.1)
        raise RuntimeError(f"{self.name}'s server did not start")

    def kernel(self) -> Kernel:
        """A new kernel on this reader's server, for an `async with`."""
        return Kernel(self.api, self.server, self.token)
