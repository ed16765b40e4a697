"""What tests of the wall need: loudspeakers that only write down, time that passes, sounds and signs."""

LOUDSPEAKER = """
globalThis.sounds = [];
globalThis.AudioContext = class extends EventTarget {
  constructor() { super(); globalThis.air = this; this.state = globalThis.silent ? "suspended" : "running"; }
  currentTime = 0;
  destination = null;
  createOscillator() {
    const frequency = { value: 0 };
    return { frequency, connect() {}, stop() {}, start: (at) => globalThis.sounds.push([frequency.value, at]) };
  }
  createGain() {
    const gain = { setValueAtTime() {} };
    gain.exponentialRampToValueAtTime = (peak) => globalThis.peak = Math.max(peak, globalThis.peak ?? 0);
    return { connect() {}, disconnect() {}, gain };
  }
  be(state) { this.state = state; this.dispatchEvent(new Event("statechange")); }
  async resume() { this.be("running"); }
};
document.addEventListener("kitchen", () => globalThis.told = (globalThis.told ?? 0) + 1);
document.addEventListener("click", (event) => event.isTrusted || (globalThis.made = (globalThis.made ?? 0) + 1), true);
"""
SCREEN = {"viewport": {"width": 1280, "height": 800}, "has_touch": True, "timezone_id": "Europe/Rome"}


def until(page, expression):
    """Wait without eval in the page, which the policy forbids."""
    for _attempt in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(25)
    raise AssertionError(f"never came true: {expression}")


def later(page, seconds):
    """So much later; the house is heard all the while."""
    while seconds > 0:
        step = min(seconds, 10)
        page.clock.fast_forward(int(step * 1000))
        until(page, "fc.live.age() < 2000")
        seconds -= step


def leap(page, seconds):
    """So much later at once, as after a tablet's sleep; then the house is heard again."""
    page.clock.fast_forward(int(seconds * 1000))
    until(page, "fc.live.age() < 2000")
    later(page, 2)


def sounds(page):
    """The pitches since the last look."""
    return page.evaluate("sounds.splice(0).map(([pitch]) => pitch)")


def shown(page, call):
    page.wait_for_selector(f"[data-call={call}]:not([hidden])", state="attached")
    assert page.locator("#calls li:visible").count() >= 1
