"""Measures what a person would see: text cut off, targets too small, scrolling sideways; and takes pictures."""

import os
import tempfile
from pathlib import Path

CUT_OFF = """() => {
  const hosts = "[class*=card], [class*=ticket], [class*=chip], [class*=button], button, li, dialog, main, nav, header";
  const folded = element => { for (let box = element; box; box = box.parentElement)
    if (getComputedStyle(box).clipPath !== "none") return true; return false; };
  const hidden = element => element.closest("[hidden], [inert]") || folded(element)
    || !element.checkVisibility({opacityProperty: true});
  const ownText = element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  const scrolls = element => { for (let box = element; box; box = box.parentElement)
    if (/auto|scroll/.test(getComputedStyle(box).overflowX)) return true; return false; };
  const extent = element => {
    const range = document.createRange(), boxes = [];
    for (const node of element.childNodes) if (node.nodeType === 3 && node.data.trim()) {
      range.selectNodeContents(node); boxes.push(range.getBoundingClientRect());
    }
    const left = Math.min(...boxes.map(box => box.left)), right = Math.max(...boxes.map(box => box.right));
    return {left, right, width: right - left, height: Math.max(...boxes.map(box => box.height))};
  };
  const found = [];
  for (const element of document.body.querySelectorAll("*")) {
    if (!ownText(element) || hidden(element) || element.matches("option, script, style")) continue;
    const text = extent(element), host = element.closest(hosts);
    if (text.width < 2 || text.height < 2 || !host || scrolls(element)) continue;
    const box = host.getBoundingClientRect(), style = getComputedStyle(element);
    const outside = Math.max(box.left - text.left, text.right - box.right);
    const clipped = style.overflow !== "visible" && element.scrollWidth > element.clientWidth + 1;
    const words = element.textContent.trim().slice(0, 40);
    if (outside > 1 || clipped) found.push(`${element.tagName} "${words}" ${Math.round(outside)}px`);
  }
  return found;
}"""

SMALL = """(least) => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [tabindex='0']")]
  .filter(element => element.checkVisibility({opacityProperty: true, visibilityProperty: true}))
  .filter(element => !element.closest("[inert]") && getComputedStyle(element).clipPath === "none")
  .filter(element => !(element.tagName === "A" && getComputedStyle(element).display === "inline"))
  .map(element => [element, (element.labels?.[0] ?? element).getBoundingClientRect(), element.getBoundingClientRect()])
  .map(([element, label, own]) => [element, Math.max(label.width, own.width), Math.max(label.height, own.height)])
  .filter(([, width, height]) => width > 1 && height > 1 && (width < least - 0.5 || height < least - 0.5))
  .map(([element, width, height]) => `${element.outerHTML.slice(0, 80)} ${Math.round(width)}×${Math.round(height)}`)"""

SIDEWAYS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


def cut_off(page):
    """Texts that stick out of their card, button or column, or are clipped by their own box."""
    return page.evaluate(CUT_OFF)


def small_targets(page, least=44):
    """Controls smaller than `least` px in a direction; 44 everywhere, 64 on the kitchen's wall."""
    return page.evaluate(SMALL, least)


def scrolls_sideways(page):
    return page.evaluate(SIDEWAYS)


def picture(page, name):
    """A screenshot of the whole page; its path. FAMILYCHEF_TEST_PICTURES names the folder, else a temporary one."""
    folder = Path(os.environ.get("FAMILYCHEF_TEST_PICTURES") or Path(tempfile.gettempdir()) / "familychef-pictures")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.png"
    page.screenshot(path=path, full_page=True, animations="disabled")
    return path
