"""Where an answer leads: from what was made or listed to what can be done with it, as OpenAPI links."""

from typing import get_args

ONE = "/<int:id>"


def links(operation, operations):
    """{name: link}: the operations below the address of what this one made or lists, with the number it tells."""
    told = operation.gives
    if not hasattr(told, "model_fields") or operation.method != "POST" and not (operation.many or _pages(told)):
        return {}
    pointer = "/0" + _number(told) if operation.many else _number(told)
    found = _below(operation, operations, pointer) if _number(told) else {}
    return found | ({"next": _link(operation, "cursor", "/next")} if _pages(told) else {})


def _pages(model):
    return {"items", "next"} <= set(model.model_fields)


def _below(operation, operations, pointer):
    start = operation.path + ONE
    theirs = [each for each in operations if f"{each.path}/".startswith(f"{start}/") and each.path.count("<") == 1]
    return {each.name.partition("_api.")[2]: _link(each, "id", pointer) for each in theirs}


def _link(operation, name, pointer):
    target = operation.name.replace("_api.", ".")
    return {"operationId": target, "parameters": {name: f"$response.body#{pointer}"}}


def _number(model):
    """The pointer to the number of what an answer is about, or of the first it lists; "" where it tells none."""
    fields = model.model_fields
    for name in ("id", "dish_id"):
        if name in fields:
            return f"/{fields[name].serialization_alias or name}"
    listed = ((name, get_args(field.annotation)) for name, field in fields.items())
    found = (f"/{name}/0/id" for name, kinds in listed if kinds and "id" in getattr(kinds[0], "model_fields", {}))
    return next(found, "")
