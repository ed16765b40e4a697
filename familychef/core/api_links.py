"""Where an answer leads: from what was made or listed to what can be done with it, as OpenAPI links."""

ONE = "/<int:id>"


def links(operation, operations):
    """{name: link}: the operations below the address of what this one made or lists, with the id it tells."""
    fields = getattr(operation.gives, "model_fields", {})
    if "items" in fields and "next" in fields:
        found = _below(operation, operations, "/items/0/id")
        return found | {"next": _link(operation, "cursor", "/next")}
    elif operation.many:
        return _below(operation, operations, f"/0/{_key(operation.gives)}") if _key(operation.gives) else {}
    elif _key(operation.gives) and operation.method == "POST":
        return _below(operation, operations, f"/{_key(operation.gives)}")
    else:
        return {}


def _below(operation, operations, pointer):
    start = operation.path + ONE
    theirs = [each for each in operations if f"{each.path}/".startswith(f"{start}/") and each.path.count("<") == 1]
    return {each.name.partition("_api.")[2]: _link(each, "id", pointer) for each in theirs}


def _link(operation, name, pointer):
    target = operation.name.replace("_api.", ".")
    return {"operationId": target, "parameters": {name: f"$response.body#{pointer}"}}


def _key(model):
    """The name under which an answer tells its number."""
    fields = getattr(model, "model_fields", {})
    return next((name for name in ("id", "dish_id") if name in fields), None) and (
        "id" if "id" in fields else fields["dish_id"].serialization_alias
    )
