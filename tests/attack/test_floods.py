"""More than any page of ours sends: refused before it is worked on."""

import io
import subprocess
import sys

import pytest
from PIL import Image

from familychef.core.uploads import BadPicture
from familychef.menu.pictures import three_sizes
from tests.fixtures.storage import ROOT

FORM = "application/x-www-form-urlencoded"
RECIPE = {"name": "Soup", "portions": "4", "minutes": "30"}


@pytest.mark.parametrize("body", ["&".join(f"f{at}" for at in range(1001)), "a=1&" * 5000, "name=" + "x" * 1_000_001])
def test_a_form_of_thousands_of_fields_is_too_large(client, body):
    answer = client.post("/session", data=body, content_type=FORM)
    assert answer.status_code == 413 and len(answer.data) < 20_000


def test_a_form_that_hides_its_length_is_measured_too(world, serve):
    server = serve()
    chunks = (b"f=1&" * 10_000 for _ in range(100))
    answer = server.request("POST", "/session", chunks, {"Content-Type": FORM})
    assert answer.status == 413


def test_what_is_pasted_beyond_a_recipe_stays_where_it_was_pasted(world, dish):
    pasted = "\n".join(["100 g flour"] * 99 + ["last one", *(f"{at} g nobody knows" for at in range(20_000))])
    client = world.client(world.nonna)
    page = client.post("/dishes", data=RECIPE | {"paste": pasted, "do": "paste"}).text
    assert 'value="last one"' in page and 'value="0 g nobody knows"' not in page
    assert "0 g nobody knows\n1 g nobody knows" in page
    refused = client.post("/dishes", data=RECIPE | {"paste": pasted})
    assert refused.status_code == 422 and "at most 100 lines" in refused.text


def test_lines_beyond_a_recipe_are_kept_but_not_worked_out(world, dish):
    lines = [f"{at} g nobody knows" for at in range(150)]
    refused = world.client(world.nonna).post("/dishes", data=RECIPE | {"line": lines})
    assert refused.status_code == 422 and 'value="149 g nobody knows"' in refused.text
    assert refused.text.count("<select name=\"pick\"") == 100


def test_the_largest_picture_needs_little_memory():
    script = (
        "import io\nfrom PIL import Image\nfrom tests.menu.picture_trial import tried\nfile = io.BytesIO()\n"
        "Image.effect_noise((5000, 5000), 60).convert('RGBA').save(file, 'PNG', compress_level=0)\n"
        "print(*tried(b'nothing')[:1], *tried(file.getvalue()))"
    )
    answer = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    before, after, _seconds, fate = answer.stdout.split()
    assert fate == "taken" and float(after) - float(before) < 150


@pytest.mark.parametrize("size", [(1, 25_000_000), (30_001, 1)])
def test_a_picture_of_endless_rows_is_refused_before_it_is_read(size):
    file = io.BytesIO()
    Image.new("1", size).save(file, "PNG")
    with pytest.raises(BadPicture):
        three_sizes(file.getvalue())
