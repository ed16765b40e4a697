"""The API's document: for programs, and on a page for people, who open it in their browser."""

from importlib.metadata import version

from flask import Blueprint, jsonify, request

from .access import allow
from .openapi import document
from .web import show

api_document = Blueprint("api_document", __name__)


@api_document.get("/api/v1/openapi.json")
@allow("family.view")
def told():
    answer = jsonify(document(version("familychef")))
    answer.add_etag()
    return answer.make_conditional(request)


@api_document.get("/api/docs/document")
@allow("family.leave")
def read():
    """The same for the page of a browser: to programs cookies count for nothing, and a browser has no token."""
    return told()


@api_document.get("/api/docs")
@allow("family.leave")
def reader():
    return show("core/reader")
