"""A real browser without a window, for looking at the pages."""
import base64
import importlib.util
import pathlib

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait


class Browser:
    """Chromium on a page; closed at the end of a `with`."""

    def __init__(self, width=1200, height=900, dark=False, script=True, zoom=1):
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                         "--disable-background-networking", "--disable-component-update", "--no-first-run", "--hide-scrollbars"):
            options.add_argument(argument)
        if not script:
            options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.script = script
        self.driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        self.size(width, height, zoom)
        if dark:
            self.driver.execute_cdp_cmd(
                "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.driver.quit()

    def size(self, width, height, zoom=1):
        """The size of the page's area in CSS pixels; zooming makes that area smaller, as in a window."""
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": int(width / zoom), "height": int(height / zoom), "deviceScaleFactor": zoom, "mobile": False})

    def open(self, address):
        self.driver.get(address)

    def picture(self, path):
        """The whole page, not only what fits the window."""
        data = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True, "format": "png"})
        with open(path, "wb") as file:
            file.write(base64.b64decode(data["data"]))

    def wait_for(self, condition):
        """Asks until something is so, at most ten seconds."""
        return WebDriverWait(self.driver, 10, poll_frequency=0.05).until(lambda _: condition())

    def wait_until_gone(self, element):
        """Waits for the next page, where an element of the old one is not to be found."""
        def is_gone():
            try:
                element.is_enabled()
                return False
            except WebDriverException:
                return True
        self.wait_for(is_gone)

    def accessibility_problems(self):
        """What axe finds wrong on the page: its rules for WCAG 2.2 A and AA, and its best practices."""
        package = importlib.util.find_spec("axe_playwright_python").origin
        self.driver.execute_script((pathlib.Path(package).parent / "axe.min.js").read_text())
        self.driver.set_script_timeout(120)
        found = self.driver.execute_async_script("""
            const done = arguments[arguments.length - 1];
            const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
            axe.run({runOnly: {type: "tag", values: tags}}).then(done, error => done({error: String(error)}));""")
        if "error" in found:
            raise RuntimeError(found["error"])
        return [(v["id"], [node["html"][:160] for node in v["nodes"]][:3]) for v in found["violations"]]
