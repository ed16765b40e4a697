"""What the settings of a wall's screen are called."""

from familychef.core.i18n import _l

DISTANCE_NAMES = {"near": _l("Near"), "middle": _l("Middle"), "far": _l("Far")}
VIEW_NAMES = {"tickets": _l("Tickets, for who cooks"), "expediter": _l("The table, for who serves")}
ON_OFF = {"on": _l("On"), "off": _l("Off")}
SCREEN_FIELDS = {
    "size": _l("Inches"),
    "stand": _l("Metres away"),
    "distance": _l("Writing for"),
    "view": _l("Shows"),
    "keypad": _l("Keys"),
    "sound": _l("Sound"),
    "volume": _l("Loudness"),
    "quiet_from": _l("Quiet from"),
    "quiet_until": _l("Quiet until"),
}
SCREEN_WORDS = {
    "distance": DISTANCE_NAMES,
    "device.view": VIEW_NAMES,
    "device.keypad": ON_OFF,
    "device.sound": ON_OFF,
}
