"""GET /api/v1/openapi.json: the document, for who may use what it tells of."""

from importlib.metadata import version

from flask import Blueprint, jsonify, request

from .access import allow
from .openapi import document

api_document = Blueprint("api_document", __name__)


@api_document.get("/api/v1/openapi.json")
@allow("family.view")
def told():
    answer = jsonify(document(version("familychef")))
    answer.add_etag()
    return answer.make_conditional(request)
