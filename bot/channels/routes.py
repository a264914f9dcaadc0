"""Addresses and who answers them."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

Handler = Callable[[Request], Awaitable[Response]]


def at(path: str, handler: Handler, method: str = "GET") -> list[Route]:
    """The routes for an address; a page has a slash at its end or not. GET brings HEAD, as link checkers ask."""
    ends = {path} if path == "/" or "." in path or path.endswith(":path}") else {path, f"{path}/"}
    return [Route(end, handler, methods=[method]) for end in sorted(ends)]


class Pages:
    """Collects the routes of pages: `@site.get("/topics/{name}")` above the function that answers."""

    def __init__(self) -> None:
        self.routes: list[Route] = []

    def get(self, path: str) -> Callable[[Handler], Handler]:
        """Let the function below answer GET and HEAD of `path`; parts in braces are in `request.path_params`."""

        def add(handler: Handler) -> Handler:
            self.routes += at(path, handler)
            return handler

        return add
