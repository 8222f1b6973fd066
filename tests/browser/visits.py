"""One page in one window, what it asked for and complained about, and questions about what is to be seen."""

from dataclasses import dataclass, field

from playwright.sync_api import Page, Request

CONTRAST = """
() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgb = (color) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (color) => {
    const [r, g, b] = rgb(color).map((v) => v / 255).map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const behind = (element) => {
    for (let here = element; here; here = here.parentElement) {
      const color = getComputedStyle(here).backgroundColor;
      if (rgb(color)[3] === 255) return color;
    }
    return getComputedStyle(document.body).backgroundColor;
  };
  const faint = [];
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.checkVisibility() || element.closest('.unseen, .skip, caption')) continue;
    const style = getComputedStyle(element);
    const [a, b] = [light(style.color), light(behind(element))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    if (ratio < (large ? 3 : 4.5)) faint.push(`${element.tagName}.${element.className} ${ratio.toFixed(2)}`);
  }
  return [...new Set(faint)];
}
"""
SMALL = """
() => [...document.querySelectorAll('.tabs a, .node, .button, .chips a')].filter((element) => {
  const box = element.getBoundingClientRect();
  return element.checkVisibility() && box.height && (box.height < 20 || box.width < 20);
}).map((element) => element.outerHTML.slice(0, 80))
"""


@dataclass
class Visit:
    """A page that was opened."""

    page: Page
    site: str
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Note every request, message and error from now on."""
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("requestfailed", self._note_failure)

    def _note_failure(self, request: Request) -> None:
        """Note a request that failed, unless only the visitor went on to another page before it was answered."""
        if "ERR_ABORTED" not in (request.failure or ""):
            self.said.append(f"failed: {request.url} {request.failure}")

    @property
    def outside(self) -> list[str]:
        """List what the page asked of anybody else."""
        return [url for url in self.asked if not url.startswith((self.site, "data:"))]

    @property
    def overflow(self) -> int:
        """Give by how many pixels the page is wider than its window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))

    def faint(self) -> list[str]:
        """List elements whose words stand out too little (WCAG 2.2, 1.4.3, level AA)."""
        return list(self.page.evaluate(CONTRAST))

    def too_small(self) -> list[str]:
        """List controls too small to hit."""
        return list(self.page.evaluate(SMALL))

    def focused(self) -> str:
        """Say what holds the focus."""
        return str(self.page.evaluate("document.activeElement.textContent.trim().replace(/\\s+/g, ' ')"))
